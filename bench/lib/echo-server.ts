import { WebSocketServer } from 'ws';
import { collectOnSignal } from './collect.ts';

/** The reference: `ws` with nothing behind it. Prints its port. */
collectOnSignal();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data) => socket.send(data, { binary: false }));
});
server.on('listening', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`${address.port}\n`);
});
