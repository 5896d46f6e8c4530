import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSocketServer } from '../../src/transport/socket-server.ts';
import { WebSocketWire } from '../../src/transport/web-socket-wire.ts';

const ends: (() => unknown)[] = [];
let wire: WebSocketWire;
let client: WebSocket;
/** How often the system was called, and for how many pieces; `ws` gives a frame in two, or in one. */
let writes: number;

beforeEach(async () => {
  writes = 0;
  const http = createServer();
  const sockets = createSocketServer();
  const opened = new Promise<WebSocketWire>((resolve) => {
    http.on('upgrade', (request, socket: Duplex, head) => {
      sockets.handleUpgrade(request, socket, head, (ws) => {
        countWrites(socket);
        resolve(new WebSocketWire(ws, socket));
      });
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  await once(client, 'open');
  wire = await opened;
  ends.push(
    () => client.terminate(),
    () => wire.terminate(),
    () => new Promise((resolve) => http.close(resolve)),
  );
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function countWrites(socket: Duplex): void {
  const { _write: write, _writev: writeMany } = socket;
  if (writeMany === undefined) throw new Error('this Node writes one piece at a time');
  socket._write = (...args) => {
    writes += 1;
    write.apply(socket, args);
  };
  socket._writev = (...args) => {
    writes += 1;
    writeMany.apply(socket, args);
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('[TR69] gathers the frames of a turn, each turn anew, in their order', async () => {
  const heard: string[] = [];
  client.on('message', (data) => heard.push(String(data)));
  for (const afterMs of [1, 2, 3]) wire.send({ type: 'drain', afterMs });
  expect(writes).toBe(0);
  await turn();
  expect(writes).toBe(1);
  for (const afterMs of [4, 5]) wire.send({ type: 'drain', afterMs });
  await turn();
  expect(writes).toBe(2);
  await expect
    .poll(() => heard.map((text) => (JSON.parse(text) as { afterMs: number }).afterMs))
    .toEqual([1, 2, 3, 4, 5]);
});

it('[TR69] lets no more wait than it takes to see whether the peer reads', async () => {
  const reason = 'x'.repeat(1_000);
  for (let n = 0; n < 40; n += 1) wire.send({ type: 'refused', reason });
  expect(writes).toBe(2);
});

it('[TR69] says goodbye behind what it had gathered', async () => {
  const heard: string[] = [];
  client.on('message', (data) => heard.push(String(data)));
  const closed = once(client, 'close');
  wire.send({ type: 'drain', afterMs: 1 });
  wire.close(1012, 'restart');
  expect((await closed)[0]).toBe(1012);
  expect(heard).toHaveLength(1);
});
