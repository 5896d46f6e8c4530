import { describe, expect, it } from 'vitest';
import { createCredentials } from '../../src/transport/credentials.ts';
import { hello } from './raw-socket.ts';
import type { Raw } from './raw-socket.ts';
import { openStream } from './raw-stream.ts';
import { useRelay } from './use-relay.ts';

const relay = useRelay();

async function keyOf(site = 'site_halden', endsAt = Date.now() + 60_000): Promise<string> {
  return createCredentials(await relay.now.store.directory.secret()).issuePreview(site, endsAt);
}

type Said = { readonly preview?: string; readonly credential?: string };

async function greet(said: Said): Promise<Raw> {
  const socket = await relay.open();
  socket.say({ ...hello(), ...said });
  return socket;
}

async function welcomed(said: Said) {
  const { isPreview, credential, visitor } = await (await greet(said)).next('welcomed');
  return { isPreview, credential: String(credential), visitor: (visitor as { id: string }).id };
}

describe('a preview key in hello', () => {
  it('[TR46] makes another visitor than the browser’s shopper, who is told so, and knows that one again', async () => {
    const shopper = await welcomed({});
    expect(shopper).toMatchObject({ isPreview: undefined });
    const preview = await keyOf();
    const first = await welcomed({ preview, credential: shopper.credential });
    expect(first).toMatchObject({ isPreview: true, visitor: expect.stringMatching(/^vis_preview_[0-9a-z]{26}$/) });
    const again = await welcomed({ preview, credential: first.credential });
    expect(again).toMatchObject({ isPreview: true, visitor: first.visitor });
    expect(await welcomed({ credential: shopper.credential })).toMatchObject({ visitor: shopper.visitor });
  });

  it('[TR46] is as none where it is of another site, altered, over, or a visitor’s credential', async () => {
    const good = await keyOf();
    const [kid, payload, mac = ''] = good.split('.');
    const forged = Buffer.from(JSON.stringify(['site_halden', Date.now() + 9e9])).toString('base64url');
    const { credential } = await welcomed({});
    const wrong = [
      await keyOf('site_fernway'),
      await keyOf('site_halden', Date.now() - 1),
      `${kid}.${forged}.${mac}`,
      `${kid}.${payload}.${mac.slice(1)}`,
      credential,
      'nonsense',
      '',
    ];
    for (const preview of wrong) {
      const { isPreview, visitor } = await welcomed({ preview });
      expect([isPreview, visitor]).toEqual([undefined, expect.stringMatching(/^vis_[0-9a-hj-z]{26}$/)]);
    }
  });

  it('[TR46] who tried the site out is nobody without a good key, over HTTP as well', async () => {
    const { credential } = await welcomed({ preview: await keyOf() });
    expect(await (await greet({ credential })).closed).toBe(4101);
    const over = await keyOf('site_halden', Date.now() - 1);
    expect(await (await greet({ credential, preview: over })).closed).toBe(4101);
    const ask = { credential, more: '&mode=poll' };
    const stream = await openStream(relay.now, hello(), ask);
    expect(await stream.whole).toMatchObject([{ type: 'closed', code: 4101 }]);
    const good = await openStream(relay.now, { ...hello(), preview: await keyOf() }, ask);
    expect((await good.whole)[0]).toMatchObject({ type: 'welcomed', isPreview: true });
  });
});
