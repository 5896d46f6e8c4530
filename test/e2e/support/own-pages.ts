import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OwnPages {
  /** Two hosts of one server, and so two origins. */
  readonly origins: readonly [string, string];
  /** From now on every address is this page: an empty one with `head`, under `policy` where there is one. */
  serve(head: string, policy?: string): void;
  close(): Promise<void>;
}

/** A web server that is neither the relay's nor the demo shop's. */
export async function serveOwnPages(): Promise<OwnPages> {
  let page = '';
  let headers: Record<string, string> = {};
  const server = createServer((request, response) => {
    // Browsers ask for one by themselves.
    if (request.url === '/favicon.ico') return response.writeHead(204).end();
    return response.writeHead(200, headers).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origins: [`http://shop.localhost:${port}`, `http://elsewhere.localhost:${port}`],
    serve(head, policy) {
      page = `<!doctype html><html lang="en"><title>A page</title>${head}<h1>A page</h1>`;
      headers = { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
