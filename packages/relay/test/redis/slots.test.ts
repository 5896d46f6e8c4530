import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { createAppends } from '../../src/redis/appends.ts';
import { createKeeping } from '../../src/redis/keeping/index.ts';
import { keys } from '../../src/redis/keys.ts';
import type { Reply } from '../../src/redis/link/connection.ts';
import { createConversations } from '../../src/redis/ports/conversations.ts';
import { createDirectory } from '../../src/redis/ports/directory.ts';
import { createFloor } from '../../src/redis/ports/floor.ts';
import { createJournal } from '../../src/redis/ports/journal.ts';
import { createMails } from '../../src/redis/ports/mails.ts';
import { createLedger } from '../../src/redis/ports/ledger.ts';
import { createVisitors } from '../../src/redis/ports/visitors.ts';
import { valueOf } from '../../src/redis/scripts/lib/whole.ts';
import { slotOf } from '../../src/redis/slot.ts';
import { message } from '../contracts/build.ts';
import { everyOperation } from './helpers/every-operation.ts';
import { linkOf, nameOf } from './helpers/fake-link.ts';
import { useRedis } from './helpers/use-redis.ts';

/** The ports over a link that answers nothing but these scripts and commands, and writes down what it is asked. */
function listening(answers: Readonly<Record<string, Reply>> = { 'claim-rep': ['roster'] }) {
  const asked: (readonly string[])[] = [];
  const link = linkOf((command) => {
    asked.push(command);
    const answer = answers[nameOf(command)];
    if (answer !== undefined) return Promise.resolve(answer);
    return Promise.reject(new StoreUnavailableError('only listening'));
  });
  const links = { writes: link, reads: link, bells: link };
  const store = {
    conversations: createConversations(
      links,
      createAppends(link, (conversation) => slotOf(keys.log(conversation))),
    ),
    visitors: createVisitors(links),
    floor: createFloor(links),
    directory: createDirectory(links),
    journal: createJournal(links),
    ledger: createLedger(links),
    mails: createMails(links),
    keeping: createKeeping(links),
  };
  return { asked, store };
}

/** What is asked of the server itself. */
const keyless: ReadonlySet<string | undefined> = new Set(['SCAN', 'INFO']);

function keysOf([name = '', sha = '', count = '', ...rest]: readonly string[]): readonly string[] {
  return name === 'EVALSHA' ? rest.slice(0, Number(count)) : [sha];
}

const operations = Object.entries(everyOperation(listening().store)).flatMap(([port, list]) =>
  // What is asked of each server itself has no slot.
  Object.keys(list)
    .filter((name) => name !== 'risks' && name !== 'room')
    .map((name) => [port, name] as const),
);

describe('keys and slots', () => {
  it.each(operations)('[ST57] %s.%s touches one slot', async (port, name) => {
    const { asked, store } = listening();
    const run = Object.entries(everyOperation(store)).find(([one]) => one === port)?.[1];
    await expect((run as Record<string, () => Promise<unknown>>)[name]?.()).rejects.toThrow('only listening');
    expect(asked.length).toBeGreaterThan(0);
    for (const command of asked.filter(([name]) => !keyless.has(name))) {
      const touched = keysOf(command);
      expect(touched.length).toBeGreaterThan(0);
      expect(touched.every((key) => /^tillside:\{[\w-]+\}:/.test(key))).toBe(true);
      expect(new Set(touched.map(slotOf)).size).toBe(1);
    }
  });

  it('[ST57] every script is among them, those asked after others too', async () => {
    const { asked, store } = listening({
      'claim-rep': ['roster'],
      // A conversation in one value, to which a context was set since.
      HGETALL: ['context', '{}'],
      'read-view': [['context', '{}'], valueOf({ state: { top: '1' }, senders: {}, log: [['1-0', ['c', 'x']]] })],
      'set-read': 'compacted',
      // One row that names nobody any more.
      ZRANGEBYSCORE: ['1|1|{}'],
      XRANGE: [],
      // A conversation that goes.
      ZSCORE: '1',
      'erase-conversation': 1,
    });
    for (const list of Object.values(everyOperation(store)))
      for (const run of Object.values<() => Promise<unknown>>(list)) await run().catch(() => {});
    const scripts = asked.filter(([name]) => name === 'EVALSHA');
    for (const command of scripts) expect(new Set(keysOf(command).map(slotOf)).size, nameOf(command)).toBe(1);
    const used = new Set(scripts.map(nameOf));
    const folder = join(import.meta.dirname, '..', '..', 'src', 'redis', 'scripts');
    const files = readdirSync(folder).filter((file) => file.endsWith('.lua'));
    expect([...used].sort()).toEqual(files.map((file) => file.slice(0, -'.lua'.length)).sort());
  });

  it('every script says what it does, guarantees, takes and returns, and has its wrapper beside it', () => {
    const folder = join(import.meta.dirname, '..', '..', 'src', 'redis', 'scripts');
    const files = readdirSync(folder);
    for (const file of files.filter((name) => name.endsWith('.lua'))) {
      const head = readFileSync(join(folder, file), 'utf8');
      expect([file, head]).toEqual([
        file,
        expect.stringMatching(
          /^#!lua.*\n-- [^]+?\n-- Guarantee: [^]+?\n-- KEYS {2}[^]+?\n-- ARGV {2}[^]+?\n-- Returns [^]+?\n[^-]/,
        ) as string,
      ]);
      expect(files).toContain(file.replace('.lua', '.ts'));
    }
  });

  it('[ST57] appends of one turn to several slots go in one command each', async () => {
    const { asked, store } = listening();
    const conversations = ['cnv_1', 'cnv_2', 'cnv_3'];
    const appends = [...conversations, ...conversations].map((conversation, index) =>
      store.conversations.append(message(index < 3 ? 1 : 2, { conversation })),
    );
    await Promise.allSettled(appends);
    expect(asked).toHaveLength(3);
    for (const command of asked) expect(new Set(keysOf(command).map(slotOf)).size).toBe(1);
  });

  it.each(['cnv_{1', 'cnv_}', 'cnv_a b', 'cnv_1\n'])('[ST66] an id like %j names no key', async (conversation) => {
    const { asked, store } = listening();
    await expect(store.conversations.view(conversation)).rejects.toThrow(TypeError);
    await expect(store.conversations.append(message(1, { conversation }))).rejects.toThrow(TypeError);
    await expect(store.visitors.load('')).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });

  it.each([
    ['a node', (one: Floor) => one.renewPresence('team_1', 'n|1', ['rep_a'])],
    ['a rep', (one: Floor) => one.renewPresence('team_1', 'n1', ['rep_a|available'])],
    ['a candidate', (one: Floor) => one.claimRep({ ...claim, candidates: [{ rep: 'a|b', capacity: 1 }] })],
    ['a site', (one: Floor) => one.claimRep({ ...claim, site: 'site|1' })],
    ['a conversation', (one: Floor) => one.restoreClaim('team_1', { ...standing, conversation: 'cnv|1' })],
  ])('[ST66] %s that would break a value is refused before anything is asked', async (_, run) => {
    const { asked, store } = listening();
    await expect(run(store.floor)).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });
});

type Floor = ReturnType<typeof createFloor>;

const place = { claim: 'clm_1', site: 'site_1', conversation: 'cnv_1' };
const claim = { ...place, team: 'team_1', state: 'unconfirmed' as const, dueAfterMs: 1, candidates: [] };
const standing = { ...place, rep: 'rep_a', state: 'confirmed' as const, at: 1 };

describe('the slot of a key', () => {
  const server = useRedis({ isCluster: true });

  it.each(['123456789', 'a{b}c{d}', 'a{}b', '{a', 'a}', 'é🙂', '', keys.log('cnv_abc'), keys.claims('team_x')])(
    '[ST57] is what the server says: %j',
    async (key) => {
      expect(`:${slotOf(key)}`).toBe(await server().command('CLUSTER', 'KEYSLOT', key));
    },
  );
});
