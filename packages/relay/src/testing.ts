import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRelay } from './create-relay.ts';
import type { Relay, RelayOptions } from './create-relay.ts';
import { demoPassword, seedDemo } from './demo/seed.ts';
import { openFilesDirectory } from './files/directory.ts';
import type { RelayEvent } from './handlers/types.ts';
import type { Letter, MailPort, Store } from './ports/index.ts';
import { openSqliteStore } from './sqlite/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export interface TestRelayOptions {
  /** Default: SQLite in memory, closed with the relay. A store that is passed in stays open. */
  readonly store?: Store;
  readonly port?: number;
  readonly publicUrl?: string;
  /** As COUNTRY_HEADER. */
  readonly countryHeader?: string;
  readonly rates?: NonNullable<RelayOptions['rates']>;
  /** `none`: the relay keeps no files, sends no mail. Default: a folder of its own, and `letters`. */
  readonly files?: 'none';
  readonly mail?: 'none' | MailPort;
  /** What the relay logs; default: faults fail loudly at `close`. */
  readonly emit?: (event: RelayEvent) => void;
}

export interface TestRelay {
  readonly relay: Relay;
  readonly store: Store;
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly webSocketUrl: string;
  /** An origin that both demo sites list. */
  readonly origin: string;
  readonly sites: readonly ['site_halden', 'site_fernway'];
  readonly secretKeys: Readonly<Record<string, string>>;
  /** What was mailed, oldest first. */
  readonly letters: readonly Letter[];
  readonly reps: { readonly mara: SignIn; readonly jonas: SignIn; readonly ines: SignIn; readonly theo: SignIn };
  close(): Promise<void>;
}

interface SignIn {
  readonly email: string;
  readonly password: string;
}

const signIn = (email: string): SignIn => ({ email, password: demoPassword });

/** Generous enough that no test is ever slowed; the limits' own tests set theirs. */
const openRates = { framesPerSecond: 10_000, framesBurst: 10_000, connectsPerSecond: 10_000, connectsBurst: 10_000 };

/** A whole relay in this process on a free port, with the demo's sites, teams and reps. */
export async function startTestRelay(options: TestRelayOptions = {}): Promise<TestRelay> {
  const store = options.store ?? openSqliteStore({ path: ':memory:' });
  const faults: RelayEvent[] = [];
  const letters: Letter[] = [];
  const filesDir = options.files === 'none' ? undefined : await mkdtemp(join(tmpdir(), 'tillside-files-'));
  const outbox: MailPort = { send: async (letter) => void letters.push(letter) };
  const mail = options.mail === 'none' ? undefined : (options.mail ?? outbox);
  const relay = await createRelay({
    store,
    config: {
      host: '127.0.0.1',
      port: options.port ?? 0,
      publicUrl: options.publicUrl,
      trustedProxies: 0,
      countryHeader: options.countryHeader,
    },
    widgetDir: join(root, 'packages', 'widget', 'dist'),
    consoleDir: join(root, 'packages', 'console', 'dist'),
    emit: options.emit ?? ((event) => event.level === 'error' && faults.push(event)),
    isDemo: true,
    ...(filesDir === undefined ? {} : { files: openFilesDirectory(filesDir) }),
    ...(mail === undefined ? {} : { mail }),
    rates: options.rates ?? openRates,
  });
  const { publicUrl, port } = await relay.listen();
  const secretKeys = await seedDemo(store, join(root, 'examples', 'demo-shop'), publicUrl);
  await relay.refresh();
  const url = `http://127.0.0.1:${port}`;
  return {
    relay,
    store,
    url,
    webSocketUrl: `ws://127.0.0.1:${port}`,
    origin: url,
    sites: ['site_halden', 'site_fernway'],
    secretKeys,
    letters,
    reps: {
      mara: signIn('mara@halden.example'),
      jonas: signIn('jonas@halden.example'),
      ines: signIn('ines@fernway.example'),
      theo: signIn('theo@tideline.example'),
    },
    async close() {
      await relay.close();
      if (options.store === undefined) await store.close();
      if (filesDir !== undefined) await rm(filesDir, { recursive: true, force: true });
      if (faults.length > 0)
        throw new Error(`The relay logged faults:\n${faults.map((fault) => JSON.stringify(fault)).join('\n')}`);
    },
  };
}
