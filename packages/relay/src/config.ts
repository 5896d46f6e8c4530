import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A setting's text, read in one step: what `read` cannot make sense of is a mistake, and `expected` says what fits. */
const setting = <T>(expected: string, read: (text: string) => T | undefined) =>
  z.string().transform((text, context) => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });

function wholeNumber(text: string, most: number): number | undefined {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return value <= most ? value : undefined;
}

function proxies(text: string): number | undefined {
  if (/^true$/i.test(text)) return 1;
  return /^false$/i.test(text) ? 0 : wholeNumber(text, 10);
}

/** Console and script are found by their paths, so the address is an origin and nothing more. */
function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  return url.href === `${url.origin}/` ? url.origin : undefined;
}

const isRedisUrl = (text: string) => /^rediss?:\/\//.test(text) && URL.canParse(text);

const isSmtpUrl = (text: string) => /^smtps?:\/\//.test(text) && (URL.parse(text)?.hostname ?? '') !== '';

/** Every setting with its default; the table in docs/operations.md says the same. */
const schema = z.object({
  PORT: setting('a port from 0 to 65535', (text) => wholeNumber(text, 65_535)).default(7070),
  HOST: setting('an address of this machine', (text) => /^[\w.:[\]-]+$/.exec(text)?.[0]).default('127.0.0.1'),
  PUBLIC_URL: setting('an address like https://chat.example.com, without a path', originOf).optional(),
  TRUST_PROXY: setting('how many proxies stand in front, from 0 to 10, or true', proxies).default(0),
  COUNTRY_HEADER: setting('the name of a request header like cf-ipcountry', (text) =>
    /^[a-z\d][a-z\d-]{0,60}$/i.test(text) ? text.toLowerCase() : undefined,
  ).optional(),
  DATA_DIR: z.string().default('.tillside'),
  REDIS_URL: setting('an address like redis://127.0.0.1:6379', (text) =>
    isRedisUrl(text) ? text : undefined,
  ).optional(),
  FILES_DIR: z.string().optional(),
  SMTP_URL: setting('an address like smtps://name:password@mail.example.com', (text) =>
    isSmtpUrl(text) ? text : undefined,
  ).optional(),
  MAIL_FROM: setting(
    'a mail address like chat@shop.example',
    (text) => /^[^\s@<>"]+@[^\s@<>"]+$/.exec(text)?.[0],
  ).optional(),
  METRICS_KEY: setting('20 letters and digits or more', (text) => /^[\w-]{20,}$/.exec(text)?.[0]).optional(),
  CHOOSE_REP: z.string().optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'one of debug, info, warn, error, silent')
    .default('info'),
});

/** Every setting there is. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** An error message ends up in logs, and this one's value may hold a password. */
const isSecret = (name: string) => name === 'REDIS_URL' || name === 'SMTP_URL' || name === 'METRICS_KEY';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach the relay; an origin. `undefined`: as it listens. */
  readonly publicUrl: string | undefined;
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  /** Request header in which the proxy tells the visitor's country, in small letters. `undefined`: nobody tells it. */
  readonly countryHeader: string | undefined;
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  /** Where files of conversations lie. `undefined`: none are taken, for several nodes need a folder that all of them see. */
  readonly filesDir: string | undefined;
  /** Both or neither: without, no mail is sent. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  /** What whoever reads `/metrics` must show. `undefined`: nobody can. */
  readonly metricsKey: string | undefined;
  /** The module whose default export orders the reps who are free. `undefined`: the relay's order. */
  readonly chooseRepModule: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What is wrong with the machine or the settings around the process, in words for whoever runs it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const loopback = /^(127(\.\d{1,3}){3}|localhost|::1)$/i;

export function isLoopback(host: string): boolean {
  return loopback.test(host.replace(/^\[|\]$/g, ''));
}

/** Where a relay that listens there is reached from this very machine. */
export function localUrl(host: string, port: number): string {
  const callable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${callable.includes(':') ? `[${callable}]` : callable}:${port}`;
}

/** One node keeps files beside its database; several need a folder that is named, because all of them must see it. */
function filesDirOf({ FILES_DIR, DATA_DIR, REDIS_URL }: z.infer<typeof schema>): string | undefined {
  if (FILES_DIR !== undefined) return resolve(FILES_DIR);
  return REDIS_URL === undefined ? join(resolve(DATA_DIR), 'files') : undefined;
}

/** @throws ConfigError naming every mistake at once. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // Set but empty is how a unit file or a compose file says "not set".
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => Object.hasOwn(schema.shape, name) && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path: [key], message }) => {
      const name = String(key);
      return `${name}${isSecret(name) ? '' : `=${given[name] ?? ''}`}: expected ${message}`;
    });
    throw new ConfigError(mistakes.join('\n'));
  }
  const { data } = parsed;
  if ((data.SMTP_URL === undefined) !== (data.MAIL_FROM === undefined)) {
    throw new ConfigError(
      'SMTP_URL and MAIL_FROM belong together: the server that sends mail, and the address it comes from.',
    );
  }
  return {
    port: data.PORT,
    host: data.HOST.replace(/^\[|\]$/g, ''),
    publicUrl: data.PUBLIC_URL,
    trustedProxies: data.TRUST_PROXY,
    countryHeader: data.COUNTRY_HEADER,
    dataDir: resolve(data.DATA_DIR),
    redisUrl: data.REDIS_URL,
    filesDir: filesDirOf(data),
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    metricsKey: data.METRICS_KEY,
    chooseRepModule: data.CHOOSE_REP === undefined ? undefined : resolve(data.CHOOSE_REP),
    logLevel: data.LOG_LEVEL,
  };
}

/**
 * What must hold before strangers may reach the relay: passwords and conversations travel encrypted.
 *
 * @throws ConfigError
 */
export function checkPublic({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): void {
  if (publicUrl?.startsWith('https://')) return;
  const remedy =
    'set PUBLIC_URL to the https address that your proxy serves (e.g. PUBLIC_URL=https://chat.example.com)';
  if (!isLoopback(host)) {
    throw new ConfigError(
      `HOST=${host} lets others reach the relay, so browsers need an encrypted address: ${remedy}, or leave HOST at 127.0.0.1 to try it on this machine.`,
    );
  }
  if (publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname)) {
    throw new ConfigError(`PUBLIC_URL=${publicUrl} is not encrypted, and passwords would travel in clear: ${remedy}.`);
  }
}
