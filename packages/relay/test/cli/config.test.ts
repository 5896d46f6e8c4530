import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPublic, ConfigError, isLoopback, localUrl, parseConfig } from '../../src/config.ts';

function mistakesIn(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

describe('settings', () => {
  const defaults = {
    port: 7070,
    host: '127.0.0.1',
    publicUrl: undefined,
    trustedProxies: 0,
    countryHeader: undefined,
    dataDir: resolve('.tillside'),
    redisUrl: undefined,
    filesDir: resolve('.tillside/files'),
    smtpUrl: undefined,
    mailFrom: undefined,
    chooseRepModule: undefined,
    metricsKey: undefined,
    logLevel: 'info',
  };

  it('[CM1] have defaults', () => {
    expect(parseConfig({})).toEqual(defaults);
  });

  it('[CM1] that are set but empty are not set; what else is in the environment is nobody’s business', () => {
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'TRUST_PROXY', 'COUNTRY_HEADER', 'DATA_DIR', 'REDIS_URL', 'LOG_LEVEL'];
    names.push('FILES_DIR', 'SMTP_URL', 'MAIL_FROM', 'CHOOSE_REP');
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(parseConfig({ ...empty, HOME: '/root', toString: 'x', OTHER: undefined })).toEqual(defaults);
  });

  it.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['PORT', ' 8080 ', { port: 8080 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '[::1]', { host: '::1' }],
    ['HOST', 'chat.internal', { host: 'chat.internal' }],
    ['PUBLIC_URL', 'https://chat.example.com/', { publicUrl: 'https://chat.example.com' }],
    ['PUBLIC_URL', 'HTTPS://Chat.Example.com:443', { publicUrl: 'https://chat.example.com' }],
    ['PUBLIC_URL', 'http://127.0.0.1:8080', { publicUrl: 'http://127.0.0.1:8080' }],
    ['TRUST_PROXY', 'true', { trustedProxies: 1 }],
    ['TRUST_PROXY', 'False', { trustedProxies: 0 }],
    ['TRUST_PROXY', '2', { trustedProxies: 2 }],
    ['COUNTRY_HEADER', 'CF-IPCountry', { countryHeader: 'cf-ipcountry' }],
    ['DATA_DIR', '/srv/tillside', { dataDir: '/srv/tillside', filesDir: '/srv/tillside/files' }],
    ['DATA_DIR', 'here', { dataDir: resolve('here'), filesDir: resolve('here/files') }],
    ['FILES_DIR', '/mnt/files', { filesDir: '/mnt/files' }],
    ['CHOOSE_REP', 'choose.mjs', { chooseRepModule: resolve('choose.mjs') }],
    ['REDIS_URL', 'redis://127.0.0.1:6379/2', { redisUrl: 'redis://127.0.0.1:6379/2', filesDir: undefined }],
    [
      'REDIS_URL',
      'rediss://user:word@redis.example',
      { redisUrl: 'rediss://user:word@redis.example', filesDir: undefined },
    ],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ])('[CM1] %s=%s is read', (name, value, expected) => {
    expect(parseConfig({ [name]: value })).toEqual({ ...defaults, ...expected });
  });

  it.each([
    ['MAIL_FROM', ['Shop <chat@shop.example>', 'chat', 'a@b@c', 'a b@c.example']],
    ['PORT', ['65536', '-1', '7070.5', '1e3', '0x50', 'http', '7070 7071']],
    ['COUNTRY_HEADER', ['x country', 'x:y', '-', 'a'.repeat(62)]],
    ['HOST', ['http://127.0.0.1', 'a b', '127.0.0.1/8']],
    [
      'PUBLIC_URL',
      [
        'chat.example.com',
        'ftp://chat.example.com',
        'https://chat.example.com/relay',
        'https://a@b.example',
        'https://a.example?x',
        '/',
      ],
    ],
    ['TRUST_PROXY', ['11', '-1', 'maybe', '1.5']],
    ['LOG_LEVEL', ['loud', 'INFO']],
  ])('[CM2] %s does not take %j', (name, values) => {
    for (const value of values) {
      const [mistake = '', ...others] = mistakesIn({ [name]: value });
      expect(mistake).toMatch(new RegExp(`^${name}=`));
      expect(mistake).toContain(`${value}: expected `);
      expect(others).toEqual([]);
    }
  });

  it('[CM2] are refused with all their mistakes at once', () => {
    expect(mistakesIn({ PORT: 'x', PUBLIC_URL: 'y', TRUST_PROXY: 'z', LOG_LEVEL: 'w', REDIS_URL: 'v' })).toEqual([
      'PORT=x: expected a port from 0 to 65535',
      'PUBLIC_URL=y: expected an address like https://chat.example.com, without a path',
      'TRUST_PROXY=z: expected how many proxies stand in front, from 0 to 10, or true',
      'REDIS_URL: expected an address like redis://127.0.0.1:6379',
      'LOG_LEVEL=w: expected one of debug, info, warn, error, silent',
    ]);
  });

  it('[CM2] take a mail server together with an address that mail comes from', () => {
    const both = { SMTP_URL: 'smtps://user:word@mail.example', MAIL_FROM: 'chat@shop.example' };
    expect(parseConfig(both)).toEqual({ ...defaults, smtpUrl: both.SMTP_URL, mailFrom: both.MAIL_FROM });
    for (const one of [{ SMTP_URL: both.SMTP_URL }, { MAIL_FROM: both.MAIL_FROM }])
      expect(mistakesIn(one)).toEqual([expect.stringContaining('SMTP_URL and MAIL_FROM belong together')]);
  });

  it('[CM2] never show a password', () => {
    for (const url of ['http://user:topsecret@mail.example', 'smtp://', 'mail.example/topsecret']) {
      const mistakes = mistakesIn({ SMTP_URL: url, MAIL_FROM: 'chat@shop.example' });
      expect(mistakes).toEqual([expect.stringContaining('SMTP_URL: expected an address like')]);
      expect(mistakes.join('')).not.toContain('topsecret');
    }
    for (const url of ['redis:user:topsecret@host', 'http://user:topsecret@host', 'redis://user:topsecret@ho st']) {
      const mistakes = mistakesIn({ REDIS_URL: url });
      expect(mistakes).toHaveLength(1);
      expect(mistakes.join('')).not.toContain('topsecret');
    }
  });
});

describe('before strangers may reach the relay', () => {
  const verdict = (host: string, publicUrl?: string): string => {
    try {
      checkPublic({ host, publicUrl });
      return 'allowed';
    } catch (error) {
      return error instanceof ConfigError ? error.message : 'a fault';
    }
  };

  it.each([
    ['127.0.0.1', undefined],
    ['127.8.8.8', undefined],
    ['localhost', undefined],
    ['::1', 'http://[::1]:7070'],
    ['127.0.0.1', 'http://localhost:7070'],
    ['127.0.0.1', 'https://chat.example.com'],
    ['0.0.0.0', 'https://chat.example.com'],
    ['::', 'https://chat.example.com'],
  ])('[CM3] HOST=%s with PUBLIC_URL=%s is fine', (host, publicUrl) => {
    expect(verdict(host, publicUrl)).toBe('allowed');
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'chat.internal', '127.0.0.1.evil.example', '1270.0.0.1'])(
    '[CM3] HOST=%s needs an https PUBLIC_URL, and is told so',
    (host) => {
      for (const publicUrl of [undefined, 'http://chat.example.com', 'http://127.0.0.1:7070']) {
        expect(verdict(host, publicUrl)).toMatch(
          new RegExp(`^HOST=${host.replaceAll('.', '\\.')} .*set PUBLIC_URL to the https`),
        );
      }
    },
  );

  it('[CM3] a proxy in front of the loopback must encrypt too', () => {
    expect(verdict('127.0.0.1', 'http://chat.example.com')).toMatch(/^PUBLIC_URL=http:.*not encrypted.*set PUBLIC_URL/);
  });

  it('[CM3] the loopback is known in every spelling, and nothing else is', () => {
    expect(['127.0.0.1', 'LOCALHOST', '[::1]', '::1'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['shop.localhost', '10.0.0.1', '', '::2', '127.0.0.1.x'].map(isLoopback)).not.toContain(true);
  });

  it('[CM1] a relay is reached from its own machine where it listens', () => {
    expect(localUrl('127.0.0.1', 1)).toBe('http://127.0.0.1:1');
    expect(localUrl('0.0.0.0', 1)).toBe('http://127.0.0.1:1');
    expect(localUrl('::', 1)).toBe('http://127.0.0.1:1');
    expect(localUrl('::1', 1)).toBe('http://[::1]:1');
  });
});
