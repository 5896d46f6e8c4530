import type { SocketLike } from '@tillside/protocol/client';
import { openSocket } from '../env.ts';
import type { Load } from '../sdk/downloads.ts';

/** So many sockets in a row that were opened and never heard. */
const ENOUGH = 2;
const SOON_MS = 10_000;

export interface Opener {
  /** Comes before each `_open`: what a socket needs is downloaded by then. Rejects where that failed. */
  readonly _ready: () => Promise<unknown>;
  readonly _open: (url: string) => SocketLike;
}

/**
 * Which way this page reaches the relay: the only place that chooses. By WebSocket, until two in a row closed (with 1006) before their
 * first frame (`welcomed`) came. The link asks `boot` between them, and opens nothing while `boot` does not answer, so that a proxy
 * stands in the way and not the network: then the part `http` is downloaded, and its `createHttpSocket(url)` opens every socket of this
 * page from then on. It gets the address a WebSocket would get, and what it gives looks like one: `open`, `message` with text in `data`,
 * `close` with `code`, `send`, `close`. Where the download fails it is tried again before the next socket.
 */
export function createOpener(load: Load): Opener {
  let unheard = 0;
  let open: (url: string) => SocketLike = openSocket;
  return {
    async _ready() {
      if (unheard >= ENOUGH) open = (await load('http')).createHttpSocket;
    },
    _open(url) {
      const socket = open(url);
      const { close } = socket;
      const openedAt = Date.now();
      const clear = (): unknown => (unheard = 0);
      unheard++;
      socket.addEventListener('message', clear);
      // Closed by us it tells nothing of the way, but after long silence: some proxies swallow what they do not know.
      socket.close = () => {
        if (Date.now() < openedAt + SOON_MS) clear();
        close.call(socket);
      };
      return socket;
    },
  };
}
