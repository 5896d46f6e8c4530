import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationOf } from '../../src/core/ids.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { hello, newSession, openRaw } from './raw-socket.ts';

let relay: TestRelay;
beforeAll(async () => {
  relay = await startTestRelay();
});
afterAll(() => relay.close());

describe('where a visitor is', () => {
  it('[CO27] is reduced before it is kept, said in hello or later', async () => {
    const socket = await openRaw(relay);
    const session = newSession();
    const page = (path: string) => ({
      url: `${relay.origin}${path}?category=lenses&token=abc`,
      title: 'Ansgar Achterberg',
      type: 'account',
    });
    socket.say({ ...hello(undefined, session), context: { page: page('/orders/ansgar@mail.example') } });
    const { visitor } = await socket.next('welcomed');
    socket.say({ type: 'message.send', session, conversation: 'mine', seq: 1, body: { text: 'Hello' } });
    await socket.next('acked');
    const conversation = conversationOf((visitor as { readonly id: string }).id);
    const stored = async () => (await relay.store.conversations.view(conversation)).context?.page;
    expect(await stored()).toEqual({
      url: `${relay.origin}/orders/***?category=lenses`,
      title: '',
      type: 'account',
    });
    socket.close();
  });
});
