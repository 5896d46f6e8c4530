import type { SocketLike } from '@tillside/protocol/client';
import { openSocket } from '../env.ts';
import type { Load } from '../sdk/downloads.ts';

/** This many sockets in a row were cut off before they heard a word, and the relay answers by HTTP. */
const ENOUGH = 2;
const ABNORMAL = 1006;

export interface Opener {
  /** Comes before each `_open`: what a socket needs is downloaded by then. Never rejects. */
  readonly _ready: () => Promise<unknown>;
  readonly _open: (url: string) => SocketLike;
}

/**
 * Which way this page reaches the relay: the only place that chooses. By WebSocket, until two in a row closed with 1006 before their
 * first frame (`welcomed`) came. The link asks `boot` between them, and opens nothing while `boot` does not answer, so that a proxy
 * stands in the way and not the network: then the part `http` is downloaded, and its `createHttpSocket(url)` opens every socket of this
 * page from then on. It gets the address a WebSocket would get, and what it gives looks like one: `open`, `message` with text in `data`,
 * `close` with `code`, `send`, `close`. Where the download fails it is tried again before the next socket.
 */
export function createOpener(load: Load): Opener {
  let failures = 0;
  let open: (url: string) => SocketLike = openSocket;
  return {
    async _ready() {
      if (failures >= ENOUGH && open === openSocket)
        await load('http').then(
          ({ createHttpSocket }) => (open = createHttpSocket),
          () => undefined,
        );
    },
    _open(url) {
      const socket = open(url);
      let isHeard = false;
      socket.addEventListener('message', () => {
        isHeard = true;
        failures = 0;
      });
      socket.addEventListener('close', ({ code }) => {
        if (!isHeard && code === ABNORMAL) failures++;
      });
      return socket;
    },
  };
}
