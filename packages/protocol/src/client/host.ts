import { createClientCore } from './core.ts';
import type { RareInputs } from './core.ts';
import type { ClientOptions, Host, SocketLike } from './host-types.ts';
import { toJson } from './to-json.ts';
import type { ClientEvent, Effect, Input, LinkState, Parties, PartyKind, Told } from './types.ts';

/** `boot` or the credential's source said no: final, by the catalogue. */
const DENIED = 4501;
const ABNORMAL = 1006;

/**
 * Binds the core to a socket, a clock, a timer and a storage. Nothing of it knows a browser.
 *
 * @param rare inputs that only some hosts give to `step`; without it there is no `detach`
 */
export function createHost<Party extends PartyKind>(options: ClientOptions<Party>, rare?: RareInputs): Host<Party> {
  const core = createClientCore(options, rare);
  const queue: Effect[] = [];
  let isBusy = false;
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

  /** Effects one after another, also where a listener sends something meanwhile or fails. */
  function work(): void {
    if (isBusy || !queue.length) return;
    isBusy = true;
    try {
      run(queue.shift()!);
    } finally {
      isBusy = false;
      work();
    }
  }

  /** A storage that is full or forbidden leaves the outbox in memory. */
  function save(): void {
    try {
      options.outbox?.save(core.outbox());
    } catch {}
  }

  function run(effect: Effect): void {
    switch (effect.type) {
      case 'send':
        return socket?.send(toJson(effect.frame));
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
        break;
      case 'told':
      case 'acked':
      case 'refused':
      case 'missing':
    }
    options.onEvent(effect as ClientEvent<Parties[Party]['told'], Parties[Party]['asks']>);
  }

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
    step,
    send(frame) {
      step({ type: 'send', frame, local: ++local });
      return local;
    },
    post(frame) {
      if (state !== 'up') return false;
      socket?.send(toJson(frame));
      return true;
    },
  };
}
