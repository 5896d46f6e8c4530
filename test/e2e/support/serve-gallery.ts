import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { buildWidget } from '../../../scripts/build/widget.ts';

const examples = join(import.meta.dirname, '..', '..', '..', 'examples');

export interface GalleryServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  close(): Promise<void>;
}

/** The widget is built for it: half a minute, and more on a busy machine. */
export const buildingMs = 300_000;

/** The gallery with the widget as it is built from the sources now. It plays its relay itself, so there is none. */
export async function serveGallery(): Promise<GalleryServer> {
  // The examples are their own TypeScript project.
  const { createGallery } = (await import(join(examples, 'gallery/server.ts'))) as {
    createGallery(): (request: Request) => Response | undefined;
  };
  const gallery = createGallery();
  const { build } = await buildWidget('gallery');
  const files = new Map([...build.entries, ...build.hashed]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://gallery');
    const name = basename(pathname);
    const answer = async (): Promise<Response> => {
      const found = gallery(new Request(`http://gallery${request.url}`));
      if (found) return found;
      const script = pathname.startsWith('/v1/') ? files.get(name) : undefined;
      if (script !== undefined) return new Response(script, { headers: { 'content-type': 'text/javascript' } });
      if (!pathname.startsWith('/shop/people/')) return new Response(null, { status: 404 });
      const picture = await readFile(join(examples, 'demo-shop/people', name));
      return new Response(picture, { headers: { 'content-type': 'image/svg+xml' } });
    };
    void answer()
      .catch((error: unknown) => new Response(String(error), { status: 500 }))
      .then(async (it) => {
        response.writeHead(it.status, Object.fromEntries(it.headers));
        response.end(Buffer.from(await it.arrayBuffer()));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
