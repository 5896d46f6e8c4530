import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** A WebSocket client that costs less than the server it loads: text frames only, mask zero, no fragments. */
export interface RawSocket {
  /** Sends bytes that `frameOf` built. */
  write(frame: Buffer): void;
  /** Set by the owner; called with each text that arrives. */
  onText: (text: string) => void;
  close(): void;
}

/** One text as a client's frame. The mask is zero, so the payload stays readable and need not be copied. */
export function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const long = payload.length > 125;
  const head = Buffer.alloc(long ? 8 : 6);
  head[0] = 0x81;
  if (long) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(payload.length, 2);
  } else head[1] = 0x80 | payload.length;
  return Buffer.concat([head, payload]);
}

/** Cuts a server's stream into texts. */
function createReader(onText: (text: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (data.length < 2) break;
      let length = (data[1] ?? 0) & 0x7f;
      let start = 2;
      if (length === 126) {
        if (data.length < 4) break;
        length = data.readUInt16BE(2);
        start = 4;
      } else if (length === 127) {
        if (data.length < 10) break;
        length = Number(data.readBigUInt64BE(2));
        start = 10;
      }
      if (data.length < start + length) break;
      if (((data[0] ?? 0) & 0x0f) === 1) onText(data.toString('utf8', start, start + length));
      data = data.subarray(start + length);
    }
    rest = data;
  };
}

function upgrade(socket: Socket, path: string, origin: string): Promise<Buffer> {
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: ${origin}\r\n\r\n`,
  );
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', onData);
      if (head.toString('latin1', 0, 12) === 'HTTP/1.1 101') resolve(head.subarray(end + 4));
      else reject(new Error(`upgrade refused: ${head.toString('latin1', 0, end)}`));
    };
    socket.on('data', onData);
    socket.once('error', reject);
  });
}

export async function openRawSocket(port: number, path: string, origin: string): Promise<RawSocket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const early = await upgrade(socket, path, origin);
  const raw: RawSocket = {
    write: (frame) => void socket.write(frame),
    onText: () => {},
    close: () => socket.destroy(),
  };
  const read = createReader((text) => raw.onText(text));
  socket.on('error', () => {});
  socket.on('data', read);
  if (early.length > 0) read(early);
  return raw;
}
