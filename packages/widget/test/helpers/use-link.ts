import { afterEach, beforeEach, vi } from 'vitest';
import { createStore } from '../../src/consent/store.ts';
import type { Store } from '../../src/consent/store.ts';
import { createLink } from '../../src/link/create-link.ts';
import { createOutbox } from '../../src/link/outbox.ts';
import type { Link, LinkEvent, LinkHost } from '../../src/link/types.ts';
import type { Load } from '../../src/sdk/downloads.ts';
import { readOptions } from '../../src/sdk/options.ts';
import { stubSockets } from './fake-socket.ts';
import { RELAY, resetPage, SITE } from './shop.ts';

type Answers = ReturnType<typeof vi.fn<(name: string) => Promise<unknown>>>;

/** Pages of one visitor, made anew for each test: links on the storage that all of them share, with a relay that is the test. */
export interface LinkStage {
  store: Store;
  boot: ReturnType<typeof vi.fn<() => Promise<unknown>>>;
  /** What there is to download. A test says so; without that nothing is. */
  load: Answers;
  endings: AbortController[];
  /** What the links that `open` made told. */
  events: LinkEvent[];
  readonly host: () => LinkHost;
  /** A page that listens to its link. */
  readonly open: () => Link;
  readonly settle: () => Promise<unknown>;
}

export function useLink(): LinkStage {
  const stage: LinkStage = {
    store: undefined as never,
    boot: undefined as never,
    load: undefined as never,
    endings: [],
    events: [],
    host() {
      const options = readOptions({ site: SITE, relayUrl: RELAY });
      if (!options) throw new Error('wrong options');
      const ending = new AbortController();
      stage.endings.push(ending);
      const { store: _store, boot: _bootNow, load } = stage;
      const _consent = { _isGranted: () => true };
      return {
        _options: options,
        _store,
        _signal: ending.signal,
        _bootNow,
        _load: load as Load,
        _consent,
        _outbox: createOutbox(_store),
      };
    },
    open() {
      const link = createLink(stage.host());
      link._listen((event) => stage.events.push(event));
      return link;
    },
    settle: () => vi.advanceTimersByTimeAsync(1),
  };
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
    stubSockets();
    stage.endings = [];
    stage.events = [];
    stage.boot = vi.fn(async () => ({}));
    stage.load = vi.fn(async () => Promise.reject(new Error('nothing to download')));
    stage.store = createStore(SITE);
    stage.store._allow(3);
  });
  afterEach(() => {
    for (const ending of stage.endings) ending.abort();
    resetPage();
  });
  return stage;
}
