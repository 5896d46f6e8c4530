import { createClientCore } from './core.ts';
import type { Client, ClientOptions, SocketLike } from './host-types.ts';
import type { ClientEvent, Effect, Input, LinkState, Parties, PartyKind, Told } from './types.ts';

/** A storage that does not answer must not silence a conversation: after this time a frame is sent although it is not kept. */
const SAVE_WITHIN_MS = 1_000;
/** `boot` or the credential's source said no: final, by the catalogue. */
const DENIED = 4501;
const ABNORMAL = 1006;

/** Binds the core to a socket, a clock, a timer and a storage. Nothing of it knows a browser. */
export function createClient<Party extends PartyKind>(options: ClientOptions<Party>): Client<Party> {
  const core = createClientCore(options);
  const queue: Effect[] = [];
  let isBusy = false;
  let isSaving = false;
  let state: LinkState = 'idle';
  let socket: SocketLike | undefined;
  /** Counts sockets: what an earlier one still says is not for us. */
  let attempt = 0;
  let local = 0;
  let stopTimer = (): void => {};

  function step(input: Input): void {
    queue.push(...core.step(input, options.now()));
    work();
  }

  /** Effects one after another, also where a listener sends something meanwhile or fails, or the storage takes its time. */
  function work(): void {
    while (!isBusy && queue.length > 0) {
      isBusy = true;
      let isDone = false;
      try {
        run(queue.shift()!);
        isDone = true;
      } finally {
        isBusy = isSaving;
        if (!isDone) work();
      }
    }
  }

  /** A storage that is full or forbidden leaves the outbox in memory. */
  function save(): void {
    try {
      const saving = options.outbox?.save(core.outbox());
      if (saving instanceof Promise) waitFor(saving);
    } catch {}
  }

  function waitFor(saving: Promise<void>): void {
    let isOver = false;
    const goOn = (): void => {
      if (isOver) return;
      isOver = true;
      isSaving = isBusy = false;
      stop();
      work();
    };
    isSaving = true;
    const stop = options.setTimer(goOn, SAVE_WITHIN_MS);
    saving.then(goOn, goOn);
  }

  function run(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        return socket?.send(JSON.stringify(effect.frame));
      case 'save':
        return save();
      case 'open':
        return void open(++attempt, effect.asksBoot);
      case 'close':
        attempt++;
        socket?.close();
        socket = undefined;
        return;
      case 'wake':
        stopTimer();
        stopTimer =
          effect.afterMs < Infinity ? options.setTimer(() => step({ type: 'tick' }), effect.afterMs) : () => {};
        return;
      case 'credential':
        return options.credential.set(effect.value);
      case 'link':
        state = effect.state;
        return tell(effect);
      case 'told':
      case 'acked':
      case 'refused':
      case 'missing':
        return tell(effect);
    }
  }

  const tell = (event: ClientEvent): void =>
    options.onEvent(event as ClientEvent<Parties[Party]['told'], Parties[Party]['asks']>);

  async function open(mine: number, asksBoot: boolean): Promise<void> {
    let credential: string | false | undefined;
    let code = DENIED;
    try {
      if (!asksBoot || (await options.boot?.()) !== false) credential = await options.credential.get();
      else credential = false;
    } catch {
      credential = false;
      code = ABNORMAL;
    }
    const ifMine = (input: Input): void => {
      if (mine === attempt) step(input);
    };
    if (mine !== attempt) return;
    if (credential === false) return step({ type: 'closed', code });
    socket = options.openSocket(options.url);
    socket.addEventListener('open', () => ifMine({ type: 'opened', credential }));
    socket.addEventListener('message', ({ data }) =>
      ifMine({ type: 'frame', frame: JSON.parse(String(data)) as Told }),
    );
    socket.addEventListener('close', (event) => ifMine({ type: 'closed', code: event.code ?? ABNORMAL }));
    // The close that follows says all there is to know; without a listener `ws` would throw.
    socket.addEventListener('error', () => {});
  }

  return {
    state: () => state,
    connect: () => step({ type: 'connect' }),
    close: () => step({ type: 'disconnect' }),
    send(frame) {
      step({ type: 'send', frame, local: ++local });
      return local;
    },
    post(frame) {
      if (state !== 'up') return false;
      socket?.send(JSON.stringify(frame));
      return true;
    },
    attach: (conversation, cursor) => step({ type: 'attach', conversation, cursor }),
    detach: (conversation) => step({ type: 'detach', conversation }),
    setContext: (context) => step({ type: 'context', context }),
    typing: (conversation, text) => step({ type: 'typing', conversation, text }),
    read: (conversation, offset) => step({ type: 'read', conversation, offset }),
    setOnline: (isOnline) => step({ type: 'network', isOnline }),
    setShown: (isShown) => step({ type: 'page', isShown }),
    adopt: (items) => step({ type: 'adopt', items }),
    renew: () => step({ type: 'renew' }),
  };
}
