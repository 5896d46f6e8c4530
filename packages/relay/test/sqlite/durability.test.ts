import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Store, StoredEntry } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { randomFrom } from '../model/random.ts';
import { startChild } from './child.ts';
import { useTempFolder } from './temp-folder.ts';

const kills = 5;
const conversations = ['cnv_a', 'cnv_b'] as const;

async function wholeLog(store: Store, conversation: string): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for (;;) {
    const page = await store.conversations.read(conversation, entries.length, 1_000);
    if (page.length === 0) return entries;
    entries.push(...page);
  }
}

/** No offset missing, every chain the hash of what lies there, each (session, seq) once and in order. */
function checkLog(entries: readonly StoredEntry[]): void {
  let chain = '';
  const highest = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const { session, seq, kind, by, body } = entry;
    const input = `${chain}|${session}|${seq}|${kind}|${JSON.stringify(by)}|${body}`;
    chain = createHash('sha1').update(input).digest('hex').slice(0, 12);
    expect([entry.offset, entry.chain, seq]).toEqual([index + 1, chain, (highest.get(session) ?? 0) + 1]);
    highest.set(session, seq);
  }
}

describe('after kill -9', () => {
  const file = useTempFolder();

  it('[ST49] everything acknowledged is there, and the log is whole', async () => {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const random = randomFrom(seed);
    const path = file('t.db');
    const acknowledged: string[] = [];

    for (let kill = 1; kill <= kills; kill++) {
      const { process: child, lines, gone } = startChild('append-forever.ts', path, `s${kill}`);
      const after = random.below(600) + 1;
      let seen = 0;
      for await (const line of lines) {
        acknowledged.push(line);
        seen += 1;
        // What it printed before it died is still read to the end.
        if (seen === after) child.kill('SIGKILL');
      }
      expect(await gone).toBeNull();
      expect(seen).toBeGreaterThanOrEqual(after);

      const store = openSqliteStore({ path });
      const logs = new Map<string, StoredEntry[]>();
      for (const conversation of conversations) logs.set(conversation, await wholeLog(store, conversation));
      const views = await store.conversations.views(conversations);
      await store.close();

      for (const [index, entries] of [...logs.values()].entries()) {
        checkLog(entries);
        expect(views[index]?.log).toMatchObject({ top: entries.length, chain: entries.at(-1)?.chain });
        const causes = entries.filter(({ session }) => session.startsWith('relay/'));
        expect(views[index]?.record?.revision ?? 0).toBe(causes.length);
      }
      const missing = acknowledged.filter((line) => !isThere(line, logs));
      expect({ seed, kill, missing }).toEqual({ seed, kill, missing: [] });
    }
  });

  function isThere(line: string, logs: ReadonlyMap<string, readonly StoredEntry[]>): boolean {
    const [conversation = '', session, seq, offset, chain] = line.split(' ');
    const entries = logs.get(conversation) ?? [];
    if (chain === '-') return entries.some((entry) => entry.session === session);
    const entry = entries[Number(offset) - 1];
    return entry?.session === session && entry?.seq === Number(seq) && entry.chain === chain;
  }

  it('[ST49, ST71] every letter that was ordered is due, and none that was settled', async () => {
    const path = file('mails.db');
    const said = { put: new Set<string>(), left: new Set<string>(), settled: new Set<string>() };
    const child = startChild('order-mails.ts', path);
    for await (const line of child.lines) {
      const [what = '', key = ''] = line.split(' ');
      said[what as keyof typeof said].add(key);
      if (said.settled.size >= 20) child.process.kill('SIGKILL');
    }
    expect(await child.gone).toBeNull();
    const store = openSqliteStore({ path });
    const due = new Set<string>();
    for (;;) {
      const taken = await store.mails.take(50, 60_000, Date.now() + 60_000);
      for (const { key } of taken) {
        expect(due.has(key), key).toBe(false);
        due.add(key);
      }
      if (taken.length === 0) break;
    }
    for (const key of said.put) expect(due.has(key) !== said.settled.has(key) || isOpen(key), key).toBe(true);
    await store.close();

    /** Left, and killed before that was noted, or noted and killed before it was said: either is right for this one. */
    function isOpen(key: string): boolean {
      return said.left.has(key) && !said.settled.has(key);
    }
  });
});
