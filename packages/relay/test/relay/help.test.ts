import { afterEach, assert, describe, expect, it, vi } from 'vitest';
import type { RelayEvent } from '../../src/handlers/types.ts';
import { startTestRelay } from '../../src/testing.ts';

afterEach(() => void vi.useRealTimers());

describe('a mailed link', () => {
  it('[TR65] is not looked up without end for one address', async () => {
    // No second passes, in which a rate would let one more through.
    vi.useFakeTimers({ toFake: ['Date'] });
    const relay = await startTestRelay();
    const ask = async () => {
      const { status, headers } = await fetch(`${relay.url}/help/site_halden/thread`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: relay.url },
        body: JSON.stringify({ token: 'a.b' }),
      });
      return { status, wait: headers.get('retry-after') };
    };
    for (let count = 0; count < 20; count += 1) expect((await ask()).status).toBe(410);
    expect(await ask()).toEqual({ status: 429, wait: expect.stringMatching(/^\d+$/) });
    await relay.close();
  });
});

describe('a fault over HTTP', () => {
  it('[TR60] is logged without the id by which a file can be fetched', async () => {
    const events: RelayEvent[] = [];
    const relay = await startTestRelay({ emit: (event) => void events.push(event) });
    const { files } = relay.relay.world;
    assert(files);
    const id = `fil_${'ab'.repeat(20)}`;
    vi.spyOn(files, 'find').mockRejectedValue(new Error(`EIO: /var/files/ab/${id}.json`));
    expect((await fetch(`${relay.url}/v1/files/${id}`)).status).toBe(500);
    const fault = events.find(({ name }) => name === 'http.fault');
    expect(fault).toMatchObject({ path: '/v1/files/fil_***', error: 'Error: EIO: /var/files/ab/fil_***.json' });
    expect(JSON.stringify(events)).not.toContain(id);
    await relay.close();
  });
});
