import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { countResources, findLeaks, settle } from '../helpers/resources.ts';
import { watchTimers } from '../helpers/timers.ts';

describe('the guard against leaks', () => {
  it('sees a timer until it is cleared or fired, and says where it was set', async () => {
    const { waiting, stop } = watchTimers();
    const unreferenced = setInterval(() => {}, 60_000).unref();
    await promisify(setTimeout)(1);
    expect(waiting()).toEqual([]);
    const timeout = setTimeout(() => {}, 60_000);
    const interval = setInterval(() => {}, 60_000);
    const fired = Promise.withResolvers<void>();
    setTimeout(fired.resolve, 1);
    expect(waiting()).toHaveLength(3);
    expect(waiting()[0]).toContain('leaks.test.ts');
    await fired.promise;
    await new Promise(setImmediate);
    clearTimeout(timeout);
    expect(waiting()).toHaveLength(1);
    clearInterval(interval);
    clearInterval(unreferenced);
    expect(waiting()).toEqual([]);
    stop();
  });

  it('sees a server and both ends of a socket until they are closed', async () => {
    const before = countResources();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    const accepted = once(server, 'connection');
    const socket = connect(address.port, '127.0.0.1');
    const [other]: { destroy: () => void }[] = await accepted;
    expect(await settle(before, () => [], 20)).toEqual(
      expect.arrayContaining(['1 × listening TCP server', '2 × open TCP socket']),
    );
    socket.destroy();
    other?.destroy();
    server.close();
    expect(await settle(before, () => [])).toEqual([]);
  });

  it('sees a child process until it has ended', async () => {
    const before = countResources();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    expect(findLeaks(before, () => [])).toEqual(['1 × child process']);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await settle(before, () => [])).toEqual([]);
  });
});
