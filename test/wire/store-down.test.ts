import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createMemoryOutbox, createVisitorClient } from '@tillside/protocol/client';
import { openStore } from '@tillside/relay';
import { startTestRelay } from '@tillside/relay/testing';
import type { TestRelay } from '@tillside/relay/testing';
import { patiently } from '../helpers/patiently.ts';
import { startRedisServer } from '../helpers/redis-server.ts';

/** Longer than any store's patience, so that what waits for it is refused and sent again at least once. */
const awayMs = 6_500;
const MESSAGES = 6;

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

function until(isTrue: () => boolean, what: () => string): Promise<void> {
  return (async () => {
    for (let waited = 0; !isTrue(); waited += 25) {
      if (waited > 30_000) throw new Error(`never came: ${what()}`);
      await delay(25);
    }
  })();
}

/** A shopper's page, as the widget has it: what it is told, and what still stands as "sending…". */
function pageOf(relay: TestRelay) {
  const outbox = createMemoryOutbox();
  const acknowledged: number[] = [];
  const seen: string[] = [];
  const problems: string[] = [];
  let kept: string | undefined;
  const client = createVisitorClient({
    url: `${relay.webSocketUrl}/v1/socket?site=${relay.sites[0]}`,
    credential: { get: () => kept, set: (value) => (kept = value) },
    openSocket: (url) => new WebSocket(url, { headers: { origin: relay.origin } }),
    outbox,
    now: () => Date.now(),
    random: () => 0.5,
    newSession: () => crypto.randomUUID().replaceAll('-', ''),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onEvent(event) {
      if (event.type === 'missing' || event.type === 'refused') problems.push(JSON.stringify(event));
      if (event.type === 'acked') acknowledged.push(event.frame.seq);
      if (event.type !== 'told') return;
      const { frame } = event;
      if (frame.type === 'attached' && frame.state !== 'ok') seen.length = 0;
      if (frame.type === 'entry.added' && frame.kind === 'message') seen.push((frame.body as { text: string }).text);
    },
  });
  undo.push(() => client.close());
  return {
    client,
    acknowledged,
    seen,
    problems,
    sending: () => outbox.items().filter(({ ackedAt }) => !(ackedAt > 0)).length,
    say: (text: string) => client.send({ type: 'message.send', conversation: 'mine', body: { text } }),
  };
}

async function goesThrough(relay: TestRelay, stop: () => unknown, start: () => unknown): Promise<void> {
  const page = pageOf(relay);
  page.client.connect();
  page.say('before');
  await until(
    () => page.acknowledged.length === 1,
    () => 'the first acknowledgement',
  );

  await stop();
  const texts = Array.from({ length: MESSAGES }, (_, index) => `while it was away ${index + 1}`);
  for (const text of texts) {
    page.say(text);
    await delay(awayMs / MESSAGES);
  }
  // Nothing is acknowledged, nothing is given up: all of it stands as "sending…".
  expect(page.acknowledged).toEqual([1]);
  expect(page.problems).toEqual([]);
  expect(page.sending()).toBe(MESSAGES);
  await start();

  await until(
    () => page.sending() === 0 && page.seen.length > MESSAGES,
    () => JSON.stringify(page),
  );
  expect(page.seen).toEqual(['before', ...texts]);
  expect(Math.max(...page.acknowledged)).toBe(1 + MESSAGES);
  expect(page.problems).toEqual([]);
}

const events: string[] = [];
const emit = ({ name, level }: { readonly name: string; readonly level: string }) =>
  void events.push(`${level} ${name}`);

describe('a store that is down', () => {
  it.each(['SIGSTOP', 'SIGKILL'] as const)(
    'acknowledges nothing, and all goes through when Redis is back from %s',
    async (signal) => {
      const server = await startRedisServer();
      undo.push(() => server.stop());
      const store = await patiently(() => openStore({ dataDir: '', redisUrl: server.url }));
      undo.push(() => store.close());
      const relay = await startTestRelay({ store, emit });
      undo.push(() => relay.close());
      await goesThrough(
        relay,
        () => server.kill(signal),
        () => (signal === 'SIGSTOP' ? server.kill('SIGCONT') : server.restart()),
      );
    },
  );

  it('acknowledges nothing, and all goes through when SQLite’s file is free again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tillside-down-'));
    undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const store = await openStore({ dataDir, redisUrl: undefined });
    undo.push(() => store.close());
    const relay = await startTestRelay({ store, emit });
    undo.push(() => relay.close());
    const other = new DatabaseSync(join(dataDir, 'tillside.db'));
    undo.push(() => other.close());
    await goesThrough(
      relay,
      // Another process that holds the file, as a backup or a repair does.
      () => other.exec('BEGIN IMMEDIATE'),
      () => other.exec('ROLLBACK'),
    );
  });
});
