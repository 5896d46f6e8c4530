import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { hello, openRaw, visitorPath } from './raw-socket.ts';

async function countryTold(relay: TestRelay, headers: Record<string, string>) {
  const socket = await openRaw(relay, visitorPath(), { origin: relay.origin, ...headers });
  socket.say(hello());
  const { country } = await socket.next('welcomed');
  socket.close();
  return country;
}

describe('a visitor’s country', () => {
  let relay: TestRelay;
  let plain: TestRelay;
  beforeAll(async () => {
    [relay, plain] = await Promise.all([startTestRelay({ countryHeader: 'cf-ipcountry' }), startTestRelay()]);
  });
  afterAll(() => Promise.all([relay.close(), plain.close()]));

  it.each([
    ['DE', 'DE'],
    ['no', 'NO'],
    [' US ', 'US'],
    ['XX', undefined],
    ['T1', undefined],
    ['Germany', undefined],
    ['D', undefined],
    ['DE, US', undefined],
    ['', undefined],
  ])('[TR28] is told as the configured header says it: %j', async (value, expected) => {
    expect(await countryTold(relay, { 'CF-IPCountry': value })).toBe(expected);
  });

  it('[TR28] is not known from any other header, nor where none is configured', async () => {
    expect(await countryTold(relay, { 'x-country': 'DE' })).toBeUndefined();
    expect(await countryTold(plain, { 'cf-ipcountry': 'DE' })).toBeUndefined();
  });
});
