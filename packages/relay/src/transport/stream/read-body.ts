import type { IncomingMessage } from 'node:http';

/** A request's body as text; `undefined`: longer than `mostBytes`, not there in time, or cut off. */
export function readBody(request: IncomingMessage, mostBytes: number, withinMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const finish = (text: string | undefined): void => {
      clearTimeout(timer);
      resolve(text);
    };
    const timer = setTimeout(() => finish(undefined), withinMs);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) finish(undefined);
      else chunks.push(chunk);
    });
    request.on('end', () => finish(Buffer.concat(chunks).toString('utf8')));
    request.on('error', () => finish(undefined));
    request.on('close', () => finish(undefined));
  });
}
