import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';
import { startTillside } from '../../../../test/helpers/tillside.ts';
import type { Running } from '../../../../test/helpers/process.ts';

describe('tillside as a process', () => {
  const cli = useCli();
  const started: Running[] = [];
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  const start = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const running = startTillside(argv, { DATA_DIR: cli.path('data'), ...env });
    started.push(running);
    return running;
  };

  /** What `tillside serve` says when it cannot start: one line, exit code 1, and nothing on standard output. */
  async function refusalOf(env: Readonly<Record<string, string>>): Promise<string> {
    const { code, out, err } = await start(['serve'], { PORT: '0', ...env }).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^[^\n]+\n$/);
    return err;
  }

  it('[CM25] a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const line = await refusalOf({ PORT: String(port) });
    expect(line).toContain(`Port ${port} on 127.0.0.1 is taken.`);
    expect(line).toContain(`PORT=${port + 1}`);
    await new Promise((resolve) => server.close(resolve));
  });

  it('[CM25] an address that is not this machine’s', async () => {
    // 192.0.2.0/24 is for documentation: nobody has it.
    const line = await refusalOf({ HOST: '192.0.2.1', PUBLIC_URL: 'https://chat.example.com' });
    expect(line).toContain('HOST=192.0.2.1 is no address of this machine.');
  });

  it('[CM25] a folder that cannot be written', async () => {
    const line = await refusalOf({ DATA_DIR: cli.write('file', '') });
    expect(line).toContain(`The database ${cli.path('file')}/tillside.db cannot be opened for writing`);
    expect(line).toContain('DATA_DIR');
  });

  it('[CM25] a Redis that does not answer', async () => {
    const line = await refusalOf({ REDIS_URL: 'redis://:topsecret@127.0.0.1:1' });
    expect(line).toContain('Redis at 127.0.0.1:1 (REDIS_URL) cannot be reached');
    expect(line).not.toContain('topsecret');
  });

  it('[CM3, CM25] others may reach it and no https address is set', async () => {
    expect(await refusalOf({ HOST: '0.0.0.0' })).toContain('set PUBLIC_URL to the https address');
    expect(await refusalOf({ PUBLIC_URL: 'http://chat.example.com' })).toContain('set PUBLIC_URL to the https address');
  });

  it('[CM3] others may reach it where browsers have an https address', async () => {
    const running = start(['serve'], { PORT: '0', HOST: '0.0.0.0', PUBLIC_URL: 'https://chat.example.com' });
    await running.prints(/Console +https:\/\/chat\.example\.com\/console\//);
  });

  it('[CM11] ends with the command’s exit code, output and mistakes apart', async () => {
    expect(await start(['site', 'list']).ended).toEqual({
      code: 0,
      out: 'There is no site yet. "tillside site init" makes one.\n',
      err: '',
    });
    expect(await start(['site', 'lost']).ended).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^There is no command/),
    });
    expect(await start(['site', 'list'], { PORT: 'x' }).ended).toMatchObject({
      code: 1,
      err: 'PORT=x: expected a port from 0 to 65535\n',
    });
  });

  it('[CM11] a fault of ours shows where it is', async () => {
    await cli.withStore(({ directory }) => directory.apply({ sites: [JSON.parse('{"id":"site_broken"}')] }, 0));
    const { code, err } = await start(['site', 'export']).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/^This is a fault of Tillside, not yours:\nTypeError: .*\n +at /);
  });

  it('[CM13] site init answers line by line, and ends though its input stays open', async () => {
    const running = start(['site', 'init', cli.path('site.json')], { PUBLIC_URL: 'https://chat.example.com' });
    const talk = [
      [/called\?\n$/, 'Shop'],
      [/shop\.example\)\n$/, 'https://shop.example'],
      [/\[USD\]\n$/, ''],
      [/\[#1f5f5b\]\n$/, ''],
      [/\[none\]\n$/, 'https://shop.example/privacy'],
      [/\[Sales\]\n$/, ''],
    ] as const;
    for (const [question, answer] of talk) {
      await running.prints(question);
      running.child.stdin?.write(`${answer}\n`);
    }
    expect(await running.ended).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('data-site="site_shop"'),
    });
  });

  it('[CM13] is interrupted in the middle of a question without leaving anything', async () => {
    const running = start(['site', 'init', cli.path('site.json')]);
    await running.prints(/called\?/);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: null });
    expect((await cli.directory()).sites).toEqual([]);
  });

  it('[CM11] whoever reads it may stop reading', async () => {
    const texts = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`text.${index}`, 'x'.repeat(400)]));
    await cli.ok('site', 'apply', cli.write('site.json', siteInput({ texts })));
    const running = start(['site', 'export']);
    running.child.stdout?.destroy();
    expect(await running.ended).toMatchObject({ code: 0, err: '' });
  });
});
