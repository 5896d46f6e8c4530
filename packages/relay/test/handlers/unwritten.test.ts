import { describe, expect, it } from 'vitest';
import type { Context } from '@tillside/protocol';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { createTestWorld } from './helpers/node.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

function page(title: string): Context {
  return { page: { url: 'https://alpha.example/', title, type: 'product' } };
}

describe('what both tell each other without writing', () => {
  it('[HA25] that the other types, at most four times a second, and only where somebody has the conversation', async () => {
    const idle = openVisitor(relay.now.node, 'idle');
    await idle.attach();
    await idle.raw({ type: 'typing', conversation: 'mine' });
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.attach('cnv_v');
    await ann.answer();
    await relay.now.clock.pass(200);
    for (let index = 0; index < 5; index += 1) await visitor.raw({ type: 'typing', conversation: 'mine' });
    await ann.raw({ type: 'typing', conversation: 'cnv_v' });
    await relay.now.clock.settle();
    expect(ann.all('typing.seen')).toEqual([{ type: 'typing.seen', conversation: 'cnv_v', by: 'visitor' }]);
    expect(visitor.all('typing.seen')).toEqual([{ type: 'typing.seen', conversation: 'mine', by: 'rep' }]);
    const bob = await relay.rep('rep_bob');
    await bob.raw({ type: 'typing', conversation: 'cnv_v' });
    await relay.now.clock.settle();
    expect(visitor.all('typing.seen')).toHaveLength(1);
    await relay.now.clock.pass(250);
    await visitor.raw({ type: 'typing', conversation: 'mine' });
    await relay.now.clock.settle();
    expect(ann.all('typing.seen')).toHaveLength(2);
  });

  it('[HA25] how far each has read: the furthest, at most once a second, and the rep’s only by the owner', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.attach('cnv_v');
    await ann.answer();
    await relay.now.clock.pass(2_000);
    const top = (await relay.now.store.conversations.view('cnv_v')).log.top;
    for (const offset of [1, top, 2]) await ann.raw({ type: 'read', conversation: 'cnv_v', offset });
    await visitor.raw({ type: 'read', conversation: 'mine', offset: top });
    await relay.now.clock.pass(1_500);
    expect(visitor.all('read.moved').map(({ by, offset }) => [by, offset])).toEqual([
      ['rep', 1],
      ['rep', top],
    ]);
    expect(ann.all('read.moved')).toEqual([{ type: 'read.moved', conversation: 'cnv_v', by: 'visitor', offset: top }]);
    expect(ann.last('floor.changed')?.mine).toMatchObject([{ unread: 0 }]);
    await visitor.say('More');
    const bob = await relay.rep('rep_bob');
    await bob.raw({ type: 'read', conversation: 'cnv_v', offset: top + 1 });
    await relay.now.clock.pass(1_500);
    expect((await relay.now.store.conversations.view('cnv_v')).log).toMatchObject({
      readBy: { rep: top },
      unreadByRep: 1,
    });
  });

  it('[HA24] where the visitor is: at most one write a second, and always the last', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.attach('cnv_v');
    await ann.answer();
    await relay.now.clock.pass(2_000);
    ann.clear();
    for (const title of ['a', 'b', 'c', 'd']) await visitor.raw({ type: 'context.set', context: page(title) });
    await relay.now.clock.settle();
    expect(ann.all('context.changed')).toMatchObject([{ context: page('a') }]);
    await relay.now.clock.pass(1_000);
    expect(ann.all('context.changed')).toMatchObject([{ context: page('a') }, { context: page('d') }]);
    expect((await relay.now.store.conversations.view('cnv_v')).context).toEqual(page('d'));
  });

  it('[HA24] where the visitor is: also what the next page says as it comes, once', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await ann.attach('cnv_v');
    await ann.answer();
    await relay.now.clock.pass(2_000);
    ann.clear();
    const next = openVisitor(relay.now.node, 'v');
    next.party.context = page('next');
    await next.attach();
    await relay.now.clock.pass(200);
    expect(ann.all('context.changed')).toMatchObject([{ context: page('next') }]);
    ann.clear();
    await next.attach();
    await relay.now.clock.pass(2_000);
    expect(ann.all('context.changed')).toEqual([]);
  });

  it('[HA24] nothing is stored of a visitor whom nobody talks to', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    await visitor.raw({ type: 'context.set', context: page('a') });
    await relay.now.clock.pass(2_000);
    expect((await relay.now.store.conversations.view('cnv_v')).context).toBeUndefined();
    expect(visitor.party.context).toEqual(page('a'));
  });

  it('[HA24] after an accepted invitation it is kept also when the engagement is over', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    await visitor.request('leaving');
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await relay.now.clock.pass(200);
    await ann.answer();
    await relay.now.clock.pass(200);
    await ann.resolve('cnv_v');
    await relay.now.clock.pass(200);
    await visitor.raw({ type: 'context.set', context: page('thanks') });
    await relay.now.clock.pass(1_000);
    expect((await relay.now.store.conversations.view('cnv_v')).context).toEqual(page('thanks'));
  });

  it('[HA24] what waits to be written is written when the node stops', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.answer();
    await visitor.raw({ type: 'context.set', context: page('a') });
    await visitor.raw({ type: 'context.set', context: page('b') });
    await relay.now.node.floor.stop();
    expect((await relay.now.store.conversations.view('cnv_v')).context).toEqual(page('b'));
  });

  it('[HA24] a store that is away does not keep a node from stopping', async () => {
    let tries = 0;
    let isAway = false;
    const relay = await createTestWorld((store) => ({
      ...store,
      conversations: {
        ...store.conversations,
        async setContext(...args) {
          if (!isAway) return store.conversations.setContext(...args);
          if ((tries += 1) > 20) throw new Error('it is tried for ever');
          throw new StoreUnavailableError('away');
        },
      },
    }));
    const visitor = openVisitor(relay.node, 'v');
    await visitor.attach();
    await visitor.say('Hello?');
    await visitor.raw({ type: 'context.set', context: page('a') });
    isAway = true;
    await visitor.raw({ type: 'context.set', context: page('b') });
    await relay.close();
    expect(tries).toBeLessThan(3);
    expect(relay.node.events).toMatchObject([{ name: 'work.failed', level: 'warn' }]);
  });
});
