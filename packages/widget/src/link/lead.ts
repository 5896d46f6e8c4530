import type { OutboxItem } from '@tillside/protocol/client';
import { lockManager, openChannel } from '../env.ts';
import { takeLock } from './lock.ts';
import { createOpener } from './open.ts';
import type { Opener } from './open.ts';
import type { Tabs } from './tabs/types.ts';
import type { LinkHost } from './types.ts';

/** The lock of the tab that holds the socket, and the channel between tabs. Another name when what they say there changes its meaning. */
const LEAD = 'lead';

export interface Lead extends Opener {
  /** The page goes, or is put aside: a lock or a channel would keep it out of the browser's cache of pages. */
  readonly _leave: () => void;
}

/**
 * Lets one tab of the visitor hold the socket, so that they are one visitor, also before the relay has said who that is. A tab that is
 * alone holds the lock and listens on the channel; everything else is a download, made when a second tab shows up. On pages without Web
 * Locks (plain http) or channels, and where that download fails, each tab has a socket of its own. `onMoved`: sockets are opened in
 * another way from now on.
 */
export function createLead(
  { _store, _load }: LinkHost,
  url: string,
  outbox: () => readonly OutboxItem[],
  onMoved: () => void,
): Lead {
  const opener = createOpener(_load);
  const name = _store._name(LEAD);
  let tabs: Tabs | undefined;
  let channel: BroadcastChannel | undefined;
  let release: (() => void) | undefined;
  let isSharing = false;

  const share = async (wasAlone: boolean): Promise<void> => {
    const own = channel;
    if (isSharing || !own) return;
    isSharing = true;
    const part = await _load('tabs').catch(() => undefined);
    if (!part || own !== channel) return;
    tabs = part.createTabs(name, url, own, opener, wasAlone, outbox);
    onMoved();
  };

  return {
    async _ready() {
      if (!channel && lockManager()) {
        const own = (channel = openChannel(name));
        if (own) {
          own.addEventListener('message', () => void share(true));
          // It is taken from a tab that did not hear of others.
          const got = await takeLock(name, true, () => void share(false));
          if (own !== channel) got?.();
          else if (!(release = got)) await share(false);
        }
      }
      return (tabs ?? opener)._ready();
    },
    _open: (to) => (tabs ?? opener)._open(to),
    _leave() {
      tabs?._end();
      channel?.close();
      release?.();
      tabs = channel = release = undefined;
      isSharing = false;
    },
  };
}
