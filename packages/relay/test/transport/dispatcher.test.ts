import { expect, it } from 'vitest';
import { Dispatcher } from '../../src/transport/dispatcher.ts';
import { settle } from './settle.ts';

/** A piece of work that the test ends itself. */
function work(name: string, log: string[]) {
  let end = () => {};
  const run = async () => {
    log.push(`${name} begins`);
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    log.push(`${name} ends`);
  };
  return { run, end: () => end() };
}

it('[TR8] starts appends at once and in order', () => {
  const log: string[] = [];
  const dispatcher = new Dispatcher({ onFault: () => {} });
  dispatcher.run('message.send', work('a', log).run);
  dispatcher.run('message.send', work('b', log).run);
  expect(log).toEqual(['a begins', 'b begins']);
});

it('[TR8] lets everything else wait for what came before and hold up what comes after', async () => {
  const log: string[] = [];
  const dispatcher = new Dispatcher({ onFault: () => {} });
  const a = work('a', log);
  const accept = work('accept', log);
  const b = work('b', log);
  dispatcher.run('message.send', a.run);
  dispatcher.run('invitation.accept', accept.run);
  dispatcher.run('message.send', b.run);
  await settle();
  expect(log).toEqual(['a begins']);
  a.end();
  await settle();
  expect(log).toEqual(['a begins', 'a ends', 'accept begins']);
  accept.end();
  await settle();
  expect(log).toEqual(['a begins', 'a ends', 'accept begins', 'accept ends', 'b begins']);
  b.end();
});

it('[TR8] goes on after a fault', async () => {
  const faults: unknown[] = [];
  const log: string[] = [];
  const dispatcher = new Dispatcher({ onFault: (error) => void faults.push(error) });
  dispatcher.run('invitation.accept', () => Promise.reject(new Error('broken')));
  dispatcher.run('message.send', async () => void log.push('sent'));
  await settle();
  expect(faults).toHaveLength(1);
  expect(log).toEqual(['sent']);
});
