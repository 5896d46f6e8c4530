import { describe, expect, it, vi } from 'vitest';
import { createApi } from '../src/http/api.ts';

function answering(response: () => Response | Promise<Response>) {
  const fetch = vi.fn((_url: string, _init?: RequestInit) => Promise.resolve(response()));
  return { fetch, api: createApi(fetch as typeof globalThis.fetch) };
}
const problem = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headers } });

describe('asking the relay', () => {
  it('[DUI7] says with every POST that it comes from the console’s own page', async () => {
    const { fetch, api } = answering(() => new Response(null, { status: 204 }));
    await api.signIn({ email: 'a@b', password: 'c' });
    await api.signOut();
    await api.ticket();
    expect(fetch).toHaveBeenCalledTimes(3);
    for (const [, init] of fetch.mock.calls) {
      expect(init?.method).toBe('POST');
      expect(new Headers(init?.headers).get('x-tillside')).toBe('1');
    }
  });

  it('[DSI2] hands on the relay’s words', async () => {
    const { api } = answering(() => problem(401, { detail: 'Not right.' }));
    expect(await api.me()).toEqual({ kind: 'unauthorised', detail: 'Not right.' });
  });

  it('[DSI3] reads how long to wait, in seconds or as a date', async () => {
    const slowed = (retry: string) => answering(() => problem(429, {}, { 'retry-after': retry })).api.me();
    expect(await slowed('32')).toEqual({ kind: 'slowed', afterMs: 32_000 });
    expect(await slowed('nonsense')).toEqual({ kind: 'slowed', afterMs: 5_000 });
    const dated = await slowed(new Date(Date.now() + 60_000).toUTCString());
    expect(dated.kind === 'slowed' && dated.afterMs).toBeGreaterThan(50_000);
  });

  it('[DSI4] takes no answer, and a broken one, as unreachable', async () => {
    const none = answering(() => Promise.reject(new TypeError('offline')));
    expect(await none.api.me()).toEqual({ kind: 'unreachable' });
    const broken = answering(() => new Response('<html>proxy</html>'));
    expect(await broken.api.me()).toEqual({ kind: 'unreachable' });
  });

  it('tells other failures by their status', async () => {
    const { api } = answering(() => new Response('down', { status: 502 }));
    expect(await api.ledger('site_halden')).toEqual({ kind: 'failed', status: 502 });
  });

  it('asks for pages by what came before', async () => {
    const { fetch, api } = answering(() => new Response('{"items":[]}'));
    await api.activity('site_halden', 50);
    await api.conversations();
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      '/v1/console/sites/site_halden/activity?before=50',
      '/v1/console/conversations',
    ]);
  });
});
