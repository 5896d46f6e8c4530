import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRedis } from '../../scripts/lib/redis.mjs';
import { ROOT } from './tree.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillside-start-'));
});
afterEach(() => rm(folder, { recursive: true }));

const library = (name: string): string => JSON.stringify(pathToFileURL(join(ROOT, 'scripts/lib', name)).href);

/** Starts a script of this test beside our own; collects what it says. */
async function startScript(source: string) {
  const file = join(folder, 'script.mjs');
  await writeFile(file, source);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const over = once(child, 'close');
  let output = '';
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const check of heard) check();
    });
  }
  return {
    child,
    output: () => output,
    says: (text: string) =>
      new Promise<void>((resolve) => {
        const check = () => output.includes(text) && resolve();
        heard.add(check);
        check();
      }),
    code: async (): Promise<unknown> => {
      const [code]: unknown[] = await over;
      return code;
    },
  };
}

describe('relays in the foreground', () => {
  /** Two relays that end with 7 when asked; one with ENDS ends with 3 by itself, once the relay of that name runs. */
  const pair = async (environments: readonly object[]) => {
    await mkdir(join(folder, 'packages/relay/src'), { recursive: true });
    await writeFile(
      join(folder, 'packages/relay/src/main.ts'),
      `import { existsSync, writeFileSync } from 'node:fs';
       const { NAME, ENDS } = process.env;
       const place = (name) => ${JSON.stringify(folder)} + '/runs-' + name;
       process.on('SIGTERM', () => { console.log(NAME + ' was asked to end'); process.exit(7); });
       writeFileSync(place(NAME), '');
       setInterval(() => ENDS && existsSync(place(ENDS)) && process.exit(3), 10);
       console.log(NAME + ' runs with ' + process.argv.slice(2));`,
    );
    return startScript(
      `import { createRelays } from ${library('relays.mjs')};
       const relays = createRelays({ root: ${JSON.stringify(folder)}, node: process.execPath, flags: ['--demo'] });
       for (const env of ${JSON.stringify(environments)}) void relays.start(env);
       process.exit(await relays.untilOver());`,
    );
  };

  it('are told of a signal, and the exit code is theirs', async () => {
    const { child, says, code, output } = await pair([{ NAME: 'a' }, { NAME: 'b' }]);
    await Promise.all([says('a runs with --demo'), says('b runs with --demo')]);
    child.kill('SIGTERM');
    expect(await code()).toBe(7);
    expect(output()).toContain('a was asked to end');
    expect(output()).toContain('b was asked to end');
  });

  it('end together: when one is gone, the other is stopped', async () => {
    const { code, output } = await pair([{ NAME: 'a' }, { NAME: 'b', ENDS: 'a' }]);
    expect(await code()).toBe(3);
    expect(output()).toContain('a was asked to end');
  });
});

describe('a redis-server of our own', () => {
  it('runs with the documented settings, and stops', async () => {
    const redis = await startRedis(join(folder, 'redis'));
    const settings = ['appendonly', 'appendfsync', 'maxmemory-policy', 'save', 'bind'];
    const answer = await ask(redis.port, `CONFIG GET ${settings.join(' ')}\r\n`, '127.0.0.1\r\n');
    const words = answer.split('\r\n').filter((word) => !/^[*$]/.test(word));
    expect(words.join(' ')).toContain('appendonly yes');
    expect(words.join(' ')).toContain('appendfsync always');
    expect(words.join(' ')).toContain('maxmemory-policy noeviction');
    expect(words[words.indexOf('save') + 1]).toBe('');
    await redis.stop();
    await expect(ask(redis.port, 'PING\r\n', 'PONG')).rejects.toThrow('ECONNREFUSED');
  });

  it('refuses a folder in which another one works', async () => {
    const data = join(folder, 'redis');
    const redis = await startRedis(data);
    const { code, output } = await startScript(
      `import { startRedis } from ${library('redis.mjs')}; await startRedis(${JSON.stringify(data)});`,
    );
    expect(await code()).toBe(1);
    expect(output()).toMatch(/A redis-server \(process \d+\) already works in .*kill \d+/);
    await redis.stop();
  });
});

/** Sends one command and reads until the answer holds `end`. */
function ask(port: number, command: string, end: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(command));
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (!answer.includes(end)) return;
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
  });
}
