import type { Context } from '@tillside/protocol';
import { createClient } from '@tillside/protocol/client';
import type { OutboxItem } from '@tillside/protocol/client';
import { isOnline, listen, randomHex, win } from '../env.ts';
import { createOpener } from './open.ts';
import { createOutbox } from './outbox.ts';
import { createTurn } from './turn.ts';
import type { Link, LinkEvent, LinkHost } from './types.ts';

const CREDENTIAL = 'credential';
const MINE = 'mine';

/** The protocol's client in this browser: bound to a socket, to storage and to the page's life. */
export function createLink({ _options, _store, _signal, _boot, _load, _preview }: LinkHost): Link {
  const outbox = createOutbox(_store);
  const turn = createTurn(_store, CREDENTIAL);
  const opener = createOpener(_load);
  let items: readonly OutboxItem[] = [];
  let context: Context | undefined;
  let isWanted = false;
  let isAdopted = false;
  /** The consent of a visitor whom the relay does not know yet is on its way. */
  let isAgreed = false;
  let tell = (_event: LinkEvent): void => undefined;

  const create = () =>
    createClient<'visitor'>({
      url: `${_options.relayUrl.replace('http', 'ws')}/v1/socket?site=${_options.site}`,
      openSocket: opener._open,
      credential: {
        async get() {
          await turn._take();
          await opener._ready();
          // Closed while it waited: nobody will say that it is over.
          if (client.state() !== 'connecting') turn._end();
          return _store._get<string>(CREDENTIAL);
        },
        set(credential) {
          if (credential) agree();
          else isAgreed = false;
          _store._set(CREDENTIAL, credential);
        },
      },
      async boot() {
        const answer = await _boot();
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
        if (event.type === 'link' && event.state !== 'connecting') turn._end();
        tell(event);
        if (event.type === 'acked') settle();
      },
    });
  let client = create();

  const sayConsent = (state: 'granted' | 'denied'): void =>
    void client.send({ type: 'consent.set', conversation: 'visitor', body: { state } });

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
      if (!isIdle) client.close();
    } else if (isIdle) client.connect();
  };

  listen(
    win(),
    'pagehide',
    () => {
      client.setShown(false);
      turn._end();
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
        void outbox._resume().then((isOurs) => {
          if (!isOurs) client.renew();
          client.setShown(true);
        });
      }
    },
    _signal,
  );
  for (const type of ['online', 'offline']) listen(win(), type, () => client.setOnline(isOnline()), _signal);
  _signal.addEventListener('abort', () => {
    client.close();
    outbox._release();
  });

  return {
    _want(isWantedNow) {
      isWanted = isWantedNow;
      if (!isAdopted) {
        isAdopted = true;
        outbox._adopt((left) => {
          client.adopt(left);
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
      client.setContext(next);
    },
    _typing: (text) => client.typing(MINE, text),
    _post: (frame) => client.post(frame),
    _read: (offset) => client.read(MINE, offset),
    _outbox: () => items,
    _listen(onEvent) {
      tell = onEvent;
      // What it was welcomed with nobody heard: who this is, what time it is at the relay. It is asked again.
      if (client.state() === 'up') client.close();
      settle();
      // Not before: what was replayed to nobody would not be replayed again.
      client.attach(MINE);
    },
    _forget() {
      if (client.state() === 'up') sayConsent('denied');
      client.close();
      // Nothing of who this was goes on: another session, an empty outbox.
      items = [];
      isAgreed = false;
      client = create();
      if (context) client.setContext(context);
      client.attach(MINE);
    },
  };
}
