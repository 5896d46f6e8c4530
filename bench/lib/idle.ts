import { openRawSocket } from './raw-socket.ts';
import type { RawSocket } from './raw-socket.ts';
import { hello, ping, pong, untilLive } from './pairs.ts';

/** Opens so many sockets, some at once; each has said hello and is told that it is live, where the server is a relay. */
export async function openIdle(
  port: number,
  count: number,
  of: 'ws' | 'relay',
): Promise<{ readonly sockets: readonly RawSocket[]; readonly perSecond: number }> {
  const sockets: RawSocket[] = [];
  const from = performance.now();
  const openOne = async () => {
    const path = of === 'ws' ? '/' : '/v1/socket?site=site_halden';
    const socket = await openRawSocket(port, path, `http://127.0.0.1:${port}`);
    sockets.push(socket);
    if (of === 'ws') return;
    const isLive = untilLive(socket);
    socket.write(hello().frame);
    await isLive;
    socket.onText = (text) => answerPing(socket, text);
  };
  let opened = 0;
  const worker = async () => {
    while ((opened += 1) <= count) await openOne();
  };
  await Promise.all(Array.from({ length: 50 }, worker));
  return { sockets, perSecond: (count * 1000) / (performance.now() - from) };
}

function answerPing(socket: RawSocket, text: string): void {
  if (text === ping) socket.write(pong);
}
