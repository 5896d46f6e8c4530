import { ANALYTICS } from '../consent/consent.ts';
import type { Context } from '@tillside/protocol';
import { createHost } from '@tillside/protocol/client';
import type { OutboxItem } from '@tillside/protocol/client';
import { isOnline, listen, randomHex, win } from '../env.ts';
import { createLead } from './lead.ts';
import type { Link, LinkEvent, LinkHost } from './types.ts';

const CREDENTIAL = 'credential';
const MINE = 'mine';

/** The protocol's client in this browser: bound to a socket, to storage and to the page's life. */
export function createLink(host: LinkHost): Link {
  const { _options, _store, _signal, _bootNow, _preview, _consent, _outbox: outbox } = host;
  const url = `${_options.relayUrl.replace('http', 'ws')}/v1/socket?site=${_options.site}`;
  let items: readonly OutboxItem[] = [];
  let context: Context | undefined;
  let isWanted = false;
  let isAdopted = false;
  /** The consent of a visitor whom the relay does not know yet is on its way. */
  let isAgreed = false;
  let tell: ((event: LinkEvent) => void) | undefined;

  /** A new socket, where there is one. */
  const again = (): void => client.step({ type: 'frame', frame: { type: 'drain', afterMs: 0 } });
  const lead = createLead(host, url, () => items, again);

  const create = () =>
    createHost<'visitor'>({
      url,
      openSocket: lead._open,
      credential: {
        async get() {
          await lead._ready();
          return _store._get<string>(CREDENTIAL);
        },
        set(credential) {
          if (credential) agree();
          else isAgreed = false;
          _store._set(CREDENTIAL, credential);
        },
      },
      async boot() {
        const answer = await _bootNow();
        // Nobody answered: a failed try, and no socket is opened.
        if (answer === undefined) throw new Error();
        return !!answer;
      },
      outbox: {
        save(next) {
          items = next;
          outbox._save(next);
        },
      },
      now: Date.now,
      random: Math.random,
      newSession: randomHex,
      preview: _preview,
      setTimer(run, ms) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onEvent(event) {
        tell?.(event);
        if (event.type === 'acked') settle();
      },
    });
  let client = create();

  const sayConsent = (state: 'granted' | 'denied'): void =>
    void client.send({
      type: 'consent.set',
      conversation: 'visitor',
      // Without a list: to all.
      body: {
        state,
        ...(state === 'granted' && !_consent._isGranted(ANALYTICS) && { purposes: ['functional'] as const }),
      },
    });

  /** Says so before anything else of a new visitor: the relay keeps nothing of what comes without. */
  const agree = (): void => {
    if (isAgreed || _store._get(CREDENTIAL)) return;
    isAgreed = true;
    sayConsent('granted');
  };

  /** Connected while somebody wants it, or while something is not acknowledged. */
  const settle = (): void => {
    const isIdle = client.state() === 'idle';
    if (!isWanted && items.every((item) => item.ackedAt)) {
      if (!isIdle) client.step({ type: 'disconnect' });
    } else if (isIdle) client.step({ type: 'connect' });
  };

  listen(
    win(),
    'pagehide',
    () => {
      client.step({ type: 'page', isShown: false });
      lead._leave();
      outbox._release();
    },
    _signal,
  );
  listen(
    win(),
    'pageshow',
    (event) => {
      // The first one belongs to the page load.
      if ((event as PageTransitionEvent).persisted) {
        void outbox._resume().then(() => client.step({ type: 'page', isShown: true }));
      }
    },
    _signal,
  );
  for (const type of ['online', 'offline'])
    listen(win(), type, () => client.step({ type: 'network', isOnline: isOnline() }), _signal);
  _signal.addEventListener('abort', () => {
    client.step({ type: 'disconnect' });
    lead._leave();
    outbox._release();
  });

  return {
    _want(isWantedNow) {
      isWanted = isWantedNow;
      if (!isAdopted) {
        isAdopted = true;
        outbox._adopt((left) => {
          client.step({ type: 'adopt', items: left });
          settle();
        });
      }
      settle();
    },
    _state: () => client.state(),
    _send(frame) {
      agree();
      const local = client.send(frame);
      settle();
      return local;
    },
    _context(next) {
      context = next;
      client.step({ type: 'context', context: next });
    },
    _typing: (text) => client.step({ type: 'typing', conversation: MINE, text }),
    _post: (frame) => client.post(frame),
    _read: (offset) => client.step({ type: 'read', conversation: MINE, offset }),
    _outbox: () => items,
    _listen(onEvent) {
      tell = onEvent;
      // What it was welcomed with nobody heard: who this is, what time it is at the relay. It is asked again; a socket that still opens is not.
      if (client.state() === 'up') again();
      // Not before: what was replayed to nobody would not be replayed again.
      client.step({ type: 'attach', conversation: MINE });
    },
    _consented() {
      // Who is nobody to the relay yet says so with the first frame.
      if (!isAgreed && !_store._get(CREDENTIAL)) return;
      sayConsent('granted');
      settle();
    },
    _forget() {
      if (client.state() === 'up') sayConsent('denied');
      client.step({ type: 'disconnect' });
      lead._leave();
      // Nothing of who this was goes on: another session, an empty outbox.
      items = [];
      isAgreed = false;
      client = create();
      if (context) client.step({ type: 'context', context });
      client.step({ type: 'attach', conversation: MINE });
    },
  };
}
