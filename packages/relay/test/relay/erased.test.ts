import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseVisitor } from '../../src/cli/visitor/erase.ts';
import type { KeptStore } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { hello, newSession, openRaw } from './raw-socket.ts';

let store: KeptStore;
let relay: TestRelay;
beforeEach(async () => {
  store = openSqliteStore({ path: ':memory:' });
  relay = await startTestRelay({ store });
});
afterEach(async () => {
  await relay.close();
  await store.close();
});

it('[CM60] a visitor’s open page is sent away when the visitor is erased, and its credential opens nothing', async () => {
  const page = await openRaw(relay);
  const session = newSession();
  page.say(hello(undefined, session));
  const { visitor, credential } = (await page.next('welcomed')) as unknown as {
    readonly visitor: { readonly id: string };
    readonly credential: string;
  };
  page.say({ type: 'message.send', session, conversation: 'mine', seq: 1, body: { text: 'hello' } });
  await page.next('acked');

  await eraseVisitor({ store }, visitor.id, Date.now());
  expect(await page.closed).toBe(4101);
  const again = await openRaw(relay);
  again.say(hello(credential, session));
  expect(await again.closed).toBe(4101);
  expect((await store.conversations.view(`cnv_${visitor.id.slice(4)}`)).log.top).toBe(0);
});
