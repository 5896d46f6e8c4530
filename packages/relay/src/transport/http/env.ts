import type { KeepingPort } from '../../ports/index.ts';
import type { World } from '../../handlers/types.ts';
import type { Credentials } from '../credentials.ts';
import type { ThreadLinks } from '../thread-links.ts';

/** What the HTTP routes need beside the world. */
export interface HttpWorld {
  readonly world: World;
  readonly credentials: Credentials;
  readonly threads: ThreadLinks;
  /** Where browsers reach the relay, without a slash at the end. Known once it listens. */
  readonly publicUrl: () => string;
  /** May this Host header see the console? */
  readonly isConsoleHost: (host: string) => boolean;
  /** Absent: nothing is known of how full the store is. */
  readonly keeping: KeepingPort | undefined;
  /** What whoever reads `/metrics` must show. `undefined`: nobody does. */
  readonly metricsKey: string | undefined;
  readonly isDemo: boolean;
  readonly isDraining: () => boolean;
  /** Is everything there that this process was started for? */
  readonly isReady: () => boolean;
  /** Folders of the built browser files. */
  readonly widgetDir: string;
  readonly consoleDir: string;
  /** The client's address, proxies considered; of IPv6 the network, which is one sender. */
  readonly addressOf: (request: Request) => string;
}
