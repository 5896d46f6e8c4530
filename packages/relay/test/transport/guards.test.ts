import type { IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import type { Site } from '../../src/ports/index.ts';
import { addressOf, networkOf } from '../../src/transport/address.ts';
import { conversationOf } from '../../src/core/ids.ts';
import { createCredentials, randomId } from '../../src/transport/credentials.ts';
import { hashPassword, nobodysHash, verifyPassword } from '../../src/transport/passwords.ts';
import { createKeyedBuckets, createTokenBucket } from '../../src/core/token-bucket.ts';
import { isAllowedOrigin } from '../../src/transport/upgrade.ts';

const day = 86_400_000;

describe('token buckets', () => {
  it('[TR5] let a burst through, then the rate, and say how long to wait', () => {
    const bucket = createTokenBucket(2, 3);
    expect([bucket.take(1_000), bucket.take(1_000), bucket.take(1_000)]).toEqual([0, 0, 0]);
    expect(bucket.take(1_000)).toBe(500);
    expect(bucket.take(1_500)).toBe(0);
    expect(bucket.take(1_500)).toBe(500);
    expect([bucket.take(60_000), bucket.take(60_000), bucket.take(60_000)]).toEqual([0, 0, 0]);
    expect(bucket.take(60_000)).toBeGreaterThan(0);
  });

  it('[TR5] do not mind a clock that steps back', () => {
    const bucket = createTokenBucket(1, 1);
    expect(bucket.take(10_000)).toBe(0);
    expect(bucket.take(5_000)).toBe(1_000);
    expect(bucket.take(6_000)).toBe(0);
  });

  it('[TR5] count keys apart, and forget those that are full again', () => {
    const buckets = createKeyedBuckets(1, 1);
    expect(buckets.take('a', 1_000)).toBe(0);
    expect(buckets.take('a', 1_000)).toBe(1_000);
    expect(buckets.take('b', 1_000)).toBe(0);
    for (let index = 0; index < 20_000; index += 1) buckets.take(`address ${index}`, 5_000 + index);
    expect(buckets.take('a', 30_000)).toBe(0);
  });

  it('[TR5] are not looked through for each key that somebody makes up', () => {
    const buckets = createKeyedBuckets(0.0001, 1);
    const looks = vi.spyOn(Map.prototype, Symbol.iterator);
    for (let index = 0; index < 50_000; index += 1) buckets.take(`visitor ${index}`, 5_000);
    expect(looks.mock.calls.length).toBeGreaterThan(0);
    expect(looks.mock.calls.length).toBeLessThan(10);
    looks.mockRestore();
  });
});

describe('credentials', () => {
  const secret = 'ab'.repeat(32);
  const credentials = createCredentials(secret);
  const said = { site: 'site_1', visitor: randomId('vis'), generation: 3, issuedAt: 1_000 };

  it('[TR6] are read by every node with the secret', () => {
    const token = credentials.issue(said);
    expect(createCredentials(secret).verify(token, 2_000)).toEqual(said);
    expect(token.length).toBeLessThan(600);
  });

  it('[TR6] are nothing with another secret, altered, or idle for 30 days', () => {
    const token = credentials.issue(said);
    expect(createCredentials('cd'.repeat(32)).verify(token, 2_000)).toBeUndefined();
    expect(credentials.verify(token, 1_000 + 30 * day)).toEqual(said);
    expect(credentials.verify(token, 1_001 + 30 * day)).toBeUndefined();
    const [kid, payload = '', mac] = token.split('.');
    const forged = Buffer.from(JSON.stringify(['site_1', 'vis_other', 3, 1_000])).toString('base64url');
    for (const wrong of [
      `${kid}.${forged}.${mac}`,
      `k2.${payload}.${mac}`,
      `${kid}.${payload}.`,
      `${kid}.${payload}`,
      '',
      '..',
      'x'.repeat(500),
    ]) {
      expect(credentials.verify(wrong, 2_000)).toBeUndefined();
    }
  });

  it('ids are 128 random bits, and a conversation follows from its visitor', () => {
    const ids = new Set(Array.from({ length: 1_000 }, () => randomId('vis')));
    expect(ids.size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^vis_[0-9a-z]{26}$/);
    expect(conversationOf('vis_abc')).toBe('cnv_abc');
  });
});

describe('passwords', () => {
  it('[TR7] match only themselves', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(verifyPassword('correct horse', hash)).resolves.toBe(true);
    await expect(verifyPassword('correct horsf', hash)).resolves.toBe(false);
    await expect(verifyPassword('', hash)).resolves.toBe(false);
  });

  it('[TR7] match nothing against a hash that cannot be read, nor against nobody', async () => {
    for (const hash of ['', 'plain', '$argon2i$v=19$m=1,t=1,p=1$aa$bb'])
      await expect(verifyPassword('x', hash)).resolves.toBe(false);
    await expect(verifyPassword('tillside', nobodysHash)).resolves.toBe(false);
  });
});

describe('who may knock', () => {
  const site = { origins: ['https://shop.example', 'http://localhost:7070'] } as unknown as Site;
  it.each([
    ['https://shop.example', true],
    ['http://localhost:7070', true],
    ['http://shop.example', false],
    ['https://shop.example:8443', false],
    ['https://shop.example.evil.com', false],
    ['https://evil-shop.example', false],
    ['https://SHOP.example', false],
    ['https://www.shop.example', false],
    ['https://shop.example/', false],
    ['null', false],
    ['', false],
    [undefined, false],
  ])('[TR13] %s: %s', (origin, isAllowed) => {
    expect(isAllowedOrigin(origin, site)).toBe(isAllowed);
  });

  const request = (forwarded?: string) =>
    ({
      socket: { remoteAddress: '10.0.0.9' },
      headers: { 'x-forwarded-for': forwarded },
    }) as unknown as IncomingMessage;
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001::9', '2001:db8:1:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('[TR14] counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
  it('[TR14] believes as many proxies as it was told', () => {
    expect(addressOf(request('1.1.1.1, 2.2.2.2'), 0)).toBe('10.0.0.9');
    expect(addressOf(request('1.1.1.1, 2.2.2.2'), 1)).toBe('2.2.2.2');
    expect(addressOf(request('1.1.1.1, 2.2.2.2'), 2)).toBe('1.1.1.1');
    expect(addressOf(request(), 1)).toBe('10.0.0.9');
    expect(addressOf(request('1.1.1.1'), 3)).toBe('10.0.0.9');
  });
});
