import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isVisibleToVisitor } from '@tillside/protocol';
import type { EntryKind } from '@tillside/protocol';
import { startTestRelay } from '@tillside/relay/testing';
import type { TestRelay } from '@tillside/relay/testing';
import { runClient } from './run-client.ts';
import type { SeenEntry, Summary } from './run-client.ts';

const MESSAGES = 60;
const CUTS_EACH = 5;
/** Before every 20th message each says nothing, which is refused for good. */
const SLIP = 20;

let relay: TestRelay;
beforeEach(async () => {
  relay = await startTestRelay();
});
afterEach(() => relay.close());

/** A visitor and a rep in Python, from the first question to the resolution. */
async function talk(seed: number, over = 'socket'): Promise<readonly [visitor: Summary, rep: Summary]> {
  const { url, origin, sites, reps } = relay;
  const common = { relay: url, cuts: CUTS_EACH, say: MESSAGES, slip: SLIP, hear: MESSAGES, within: 60 };
  const stop = new AbortController();
  try {
    return await Promise.all([
      runClient('visitor', { ...common, site: sites[0], origin, seed, over }, stop.signal),
      runClient('rep', { ...common, ...reps.mara, seed: seed + 1_000 }, stop.signal),
    ]);
  } finally {
    // One that failed leaves the other waiting for it.
    stop.abort();
  }
}

const slip = { refused: { text: '  ' }, code: 'empty' };

const lines = (entries: readonly SeenEntry[]): string[] =>
  entries.map(
    ({ offset, chain, session, seq, kind, body }) => `${offset} ${chain} ${session} ${seq} ${kind} ${body.text ?? ''}`,
  );

describe('a client in Python, written from docs/protocol.md', () => {
  it('uses nothing but the standard library and its own files', async () => {
    const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.py'));
    const own = files.map((file) => file.replace('.py', ''));
    const standard = ['argparse', 'base64', 'hashlib', 'http.client', 'json', 'os', 'random', 'secrets', 'select'];
    const allowed = [...own, ...standard, 'socket', 'struct', 'sys', 'time', 'urllib.parse'];
    for (const file of files) {
      const source = await readFile(join(import.meta.dirname, file), 'utf8');
      for (const [, , name] of source.matchAll(/^\s*(import|from) ([\w.]+)/gm)) expect(allowed, file).toContain(name);
    }
  });

  it.each([
    [1, 'socket'],
    [2, 'socket'],
    [3, 'socket'],
    [4, 'stream'],
    [5, 'stream'],
    [6, 'poll'],
  ])('holds a conversation over ten cut connections, seed %i, the visitor by %s', async (seed, over) => {
    const [visitor, rep] = await talk(seed, over);
    for (const party of [visitor, rep]) {
      expect(party.cutsLeft).toBe(0);
      expect(party.connections).toBeGreaterThanOrEqual(CUTS_EACH + 1);
      expect(party.notes).toEqual(Array.from({ length: MESSAGES / SLIP }, () => slip));
    }

    const { recent, read } = relay.store.conversations;
    const [latest, ...others] = await recent('site_halden', Number.MAX_SAFE_INTEGER, 2);
    expect(others).toEqual([]);
    const log = (await read(latest!.conversation, 0, 1_000)).map((entry) => ({
      ...entry,
      body: JSON.parse(entry.body) as SeenEntry['body'],
    }));
    expect(lines(rep.entries)).toEqual(lines(log));
    expect(lines(visitor.entries)).toEqual(lines(log.filter(({ kind }) => isVisibleToVisitor(kind as EntryKind))));

    const said = (by: string): (string | undefined)[] =>
      log.filter((entry) => entry.kind === 'message' && entry.by.kind === by).map(({ body }) => body.text);
    const expected = (say: (n: number) => string) => Array.from({ length: MESSAGES }, (_, n) => say(n + 1));
    expect(said('visitor')).toEqual(expected((n) => `visitor ${n} – ünïcode 🙂`));
    expect(said('rep')).toEqual(expected((n) => `rep ${n}`));
  });
});
