import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

export interface StaticShop {
  readonly origin: string;
  /** Puts text in the place of another in every page that is asked for from now on. */
  paste(place: string, text: string): void;
  close(): Promise<void>;
}

/** Somebody else's web server: files and nothing more, on a port and a host name of its own. */
export async function serveStatic(...folders: readonly string[]): Promise<StaticShop> {
  const pasted = new Map<string, string>();
  const find = async (path: string): Promise<Buffer | undefined> => {
    for (const folder of folders) {
      const file = normalize(join(folder, path));
      if (!file.startsWith(folder + sep)) continue;
      const found = await readFile(file).catch(() => undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    void find(path).then((bytes) => {
      if (bytes === undefined) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
      if (extname(path) !== '.html') return response.end(bytes);
      const page = [...pasted].reduce((text, [place, words]) => text.replace(place, words), bytes.toString());
      return response.end(page);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://shop.localhost:${port}`,
    paste: (place, text) => void pasted.set(place, text),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
