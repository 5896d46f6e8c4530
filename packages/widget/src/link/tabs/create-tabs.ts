import type { VisitorFrame, VisitorTold } from '@tillside/protocol';
import { toJson } from '@tillside/protocol/client';
import type { SocketEvent } from '@tillside/protocol/client';
import { listen, lockManager, page, randomHex, win } from '../../env.ts';
import { createHub } from './hub.ts';
import type { Hub } from './hub.ts';
import { createLog } from './log.ts';
import type { EntryFrame } from './log.ts';
import type { Said, TabsModule } from './types.ts';

/** So long a tab in view lets one that is not lead: who looks through tabs is quicker. */
const PATIENCE_MS = 2_000;
const RESTART = 1012;

/** The end of a socket that its client, which listens once to each event, does not see. */
interface Port {
  readonly _id: string;
  readonly _on: Map<string, (event: SocketEvent) => void>;
  /** The leader it speaks to; 0: none yet. */
  _term: number;
  /** Where this tab’s log ends: what it is told now is next. */
  _isAttached: boolean;
}

/**
 * One socket for all tabs of a visitor. The tab that holds the lock leads: it has the hub. Every tab waits in the lock's queue, so that a
 * leader that dies has its follower at once; a tab in view takes the lock from a leader that is not in view, or does not answer. A new
 * leader says so to all, and their clients begin anew with it, as they would with another node of the relay: each sends again what
 * was not acknowledged, under its own numbers, and gets what it missed from its own cursor on.
 */
export const createTabs: TabsModule['createTabs'] = (name, url, channel, opener, wasAlone, outbox) => {
  const ending = new AbortController();
  const log = createLog();
  let port: Port | undefined;
  let hub: Hub | undefined;
  /** The latest leader that was heard of; ours while we lead. */
  let term = 0;
  let isLeadVisible = false;
  let queued: AbortController | undefined;
  let release = (): void => undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const isVisible = (): boolean => !page().hidden;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is its origin's own
  const say = (...said: Said): void => channel.postMessage(said);
  const announce = (): void => say('lead', term, isVisible());
  const emit = (type: string, event: SocketEvent = {}): void => port?._on.get(type)?.(event);

  /** To this tab's client. */
  const deliver = (own: Port, frame: VisitorTold | number): void => {
    if (typeof frame === 'number') {
      // What all are told from here on is not for a closed one: its log may have begun anew meanwhile.
      port = undefined;
      own._on.get('close')?.({ code: frame });
      return;
    }
    // The leader's hub writes the log itself.
    if (!hub) {
      if (frame.type === 'attached') {
        if (frame.state !== 'ok') log._clear(frame.state);
        own._isAttached = frame.from === log._cursor().offset;
      }
      // A skipped one says nothing of what is before it: it must not be the first of what others are told.
      if (own._isAttached && (frame.type === 'entry.added' || frame.type === 'entry.skipped'))
        log._add(frame as EntryFrame);
    }
    emit('message', { data: toJson(frame) });
  };

  const up = ({ _term, _id }: Port, frame: VisitorFrame | null): void => {
    if (hub && _term === term) hub._receive(_id, frame, true);
    else say('up', _term, _id, frame);
  };

  /** The client says hello to whoever leads now. One that spoke to another leader begins anew. */
  const join = (): void => {
    if (!port || port._term === term) return;
    if (port._term) return emit('message', { data: '{"type":"drain","afterMs":0}' });
    port._term = term;
    // A leader that is there answers at once.
    isLeadVisible = false;
    check();
    emit('open');
  };

  /** In view, and nobody leads who is in view: not for long. */
  function check(): void {
    if (!hub && !isLeadVisible && isVisible()) patience ??= setTimeout(insist, PATIENCE_MS);
    else {
      clearTimeout(patience);
      patience = undefined;
    }
  }

  function insist(): void {
    patience = undefined;
    campaign(true);
  }

  function lead(): void {
    const mine = (term = Math.max(term + 1, Date.now()));
    hub = createHub(url, opener, log, randomHex(), (to, frame) => {
      const isOurs = to === port?._id;
      if (!isOurs) say('down', mine, to, frame);
      if (port?._term === mine && (isOurs || !to)) deliver(port, frame);
    });
    announce();
    check();
    join();
  }

  function retire(): void {
    hub?._stop();
    hub = undefined;
  }

  /** Queues for the lock, or takes it from whoever has it. */
  function campaign(isTaken: boolean): void {
    queued?.abort();
    const own = (queued = new AbortController());
    const { signal } = own;
    let isGranted = false;
    const hold = (): Promise<void> | undefined => {
      if (signal.aborted) return undefined;
      isGranted = true;
      return new Promise<void>((end) => {
        release = end;
        lead();
      });
    };
    void lockManager()
      ?.request(name, isTaken ? { steal: true } : { signal }, hold)
      .then(undefined, (error: DOMException) => error.name)
      .then((fault) => {
        if (own !== queued) return;
        // Given back, or taken from us.
        if (isGranted || fault === 'AbortError') {
          retire();
          campaign(false);
        } else if (isTaken) lead(); // A browser that gives no locks here.
      });
  }

  const hear = ([kind, about, id, frame]: Said): void => {
    if (kind === 'who') {
      if (hub) announce();
    } else if (kind === 'lead') {
      if (about < term) return;
      // It holds the lock: that it was taken from us we are told as well, at some time.
      if (hub) retire();
      term = about;
      isLeadVisible = id;
      check();
      join();
    } else if (kind === 'down') {
      if (port?._term === about && (!id || id === port._id)) deliver(port, frame as VisitorTold | number);
    } else if (hub && about === term) {
      if ((frame as VisitorFrame | null)?.type === 'hello') announce();
      hub._receive(id, frame as VisitorFrame | null, false);
    }
  };

  const { signal } = ending;
  listen(channel, 'message', (event) => hear((event as MessageEvent<Said>).data), signal);
  listen(
    page(),
    'visibilitychange',
    () => {
      if (hub) {
        announce();
        if (isVisible()) hub._show();
      } else if (isVisible()) {
        // One that hangs still seems to be in view.
        isLeadVisible = false;
        say('who');
      }
      check();
    },
    signal,
  );
  // What sleeps cannot lead.
  listen(page(), 'freeze', () => release(), signal);
  // The old socket may seem to stand.
  listen(win(), 'online', () => hub?._stop(RESTART), signal);
  say('who');
  campaign(wasAlone);
  check();

  return {
    _ready: () => Promise.resolve(),
    _open() {
      const own: Port = { _id: randomHex(), _on: new Map(), _term: 0, _isAttached: false };
      port = own;
      // Not before its client listens.
      setTimeout(() => term && join());
      return {
        addEventListener: (type, listener) => void own._on.set(type, listener),
        send(text) {
          const frame = JSON.parse(text) as VisitorFrame;
          const isKept = (session: string): boolean => outbox().some((item) => item.frame.session === session);
          up(own, frame.type === 'hello' ? { ...frame, sessions: frame.sessions.filter(isKept) } : frame);
        },
        close() {
          if (port === own) port = undefined;
          up(own, null);
        },
      };
    },
    _end() {
      ending.abort();
      queued?.abort();
      queued = undefined;
      clearTimeout(patience);
      hub?._stop();
      hub = port = undefined;
      release();
      channel.close();
    },
  };
};
