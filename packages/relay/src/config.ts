import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z.stringbool();

/** Every setting with its default; the table in docs/operations.md says the same. */
const schema = z.object({
  PORT: z.coerce.number('a port number').int().min(0).max(65_535).default(7070),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url('an address like https://chat.example.com').optional(),
  TRUST_PROXY: z
    .union([flag.transform(Number), z.coerce.number('a number of proxies, or true').int().min(0).max(10)])
    .default(0),
  DATA_DIR: z.string().min(1).default('.tillside'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'an address like redis://127.0.0.1:6379' }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where browsers reach the relay; no slash at the end. `undefined`: as it listens. */
  readonly publicUrl: string | undefined;
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  readonly dataDir: string;
  readonly redisUrl: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What is wrong with the environment, every mistake with its name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const loopback = /^(127(\.\d{1,3}){3}|localhost|::1)$/;

export function isLoopback(host: string): boolean {
  return loopback.test(host.replace(/^\[|\]$/g, ''));
}

/** @throws ConfigError naming every mistake at once. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => Object.hasOwn(schema.shape, name) && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `${name}=${given[name] ?? ''}: expected ${issue.message}`;
    });
    throw new ConfigError(mistakes.join('\n'));
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: data.TRUST_PROXY,
    dataDir: resolve(data.DATA_DIR),
    redisUrl: data.REDIS_URL,
    logLevel: data.LOG_LEVEL,
  };
}

/**
 * What must hold before strangers may reach the relay.
 *
 * @throws ConfigError
 */
export function checkPublic(config: Config): void {
  if (isLoopback(config.host)) return;
  if (config.publicUrl === undefined || !config.publicUrl.startsWith('https://')) {
    throw new ConfigError(
      `HOST=${config.host} lets others reach the relay, so browsers need an encrypted address: set PUBLIC_URL to the https address ` +
        'that your proxy serves (e.g. PUBLIC_URL=https://chat.example.com), or leave HOST at 127.0.0.1 to try it on this machine.',
    );
  }
}
