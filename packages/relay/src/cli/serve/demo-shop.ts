import { join } from 'node:path';
import { demoPassword } from '../../demo/password.ts';
import type { Guest } from '../../transport/http/app.ts';

/** The gallery of the widget's states, which needs no relay. An example too. */
async function openGallery(folder: string): Promise<(request: Request) => Response | undefined> {
  const { createGallery } = (await import(join(folder, 'server.ts'))) as {
    createGallery(): (request: Request) => Response | undefined;
  };
  return createGallery();
}

/** The demo shop is an example, so it is found by its place in the repository. */
export async function openDemoShop(
  folder: string,
  relayUrl: string,
  secretKeys: Readonly<Record<string, string>>,
): Promise<Guest> {
  const { createDemoShop } = (await import(join(folder, 'server.ts'))) as {
    createDemoShop(options: { relayUrl: string; secretKeys: Readonly<Record<string, string>> }): Guest;
  };
  const shop = createDemoShop({ relayUrl, secretKeys });
  const gallery = await openGallery(join(folder, '..', 'gallery'));
  return async (request) => {
    const { pathname } = new URL(request.url);
    return pathname === '/'
      ? new Response(null, { status: 302, headers: { location: '/shop/' } })
      : (gallery(request) ?? shop(request));
  };
}

/** What `npm start` says when all is up. */
export function demoText(publicUrl: string, port: number): string {
  return `
  Shops     ${publicUrl}/shop/  ${publicUrl}/shop/fernway/
            http://shop.localhost:${port}/shop/ (the same, on an origin of its own)
  Console   ${publicUrl}/console/
  Gallery   ${publicUrl}/gallery/ (every state of the widget)
  Mail      ${publicUrl}/mail/ (what would have been mailed)
  Script    ${publicUrl}/v1/loader.js
  Health    ${publicUrl}/livez  ${publicUrl}/readyz

  Sign in to the console (password of all: ${demoPassword})
    mara@halden.example    jonas@halden.example      sell for Halden only
    ines@fernway.example                             sells for Fernway only
    theo@tideline.example  amara@tideline.example    shared, sell for both

  Try it: sign in as Mara, then put the $612 camera into the cart in another window, open the checkout, and move the pointer
  out through the top of the page.
`;
}
