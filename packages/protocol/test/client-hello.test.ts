import { describe, expect, it } from 'vitest';
import { attached, chainOf, entry, message, welcomed } from './helpers/frames.ts';
import { createClientCore } from '@tillside/protocol/client';
import { createHarness, sessionId } from './helpers/harness.ts';

const page = { url: 'https://shop.example/', title: 'Shop' };

describe('hello', () => {
  it('[CL1] says who it is, its sessions, what it has seen and where it is', () => {
    const h = createHarness();
    h.step({ type: 'attach', conversation: 'mine' });
    h.step({ type: 'context', context: { page } });
    h.step({ type: 'connect' });
    h.step({ type: 'opened', credential: 'token' });
    expect(h.sent()).toEqual([
      {
        type: 'hello',
        version: 1,
        credential: 'token',
        sessions: [sessionId(1)],
        cursors: [{ conversation: 'mine', offset: 0, chain: '' }],
        context: { page },
      },
    ]);
  });

  it('[CL1] says the key of a preview address', () => {
    const core = createClientCore({ random: () => 0, newSession: () => sessionId(1), preview: 'key' });
    core.step({ type: 'connect' }, 0);
    const [hello] = core
      .step({ type: 'opened' }, 1)
      .flatMap((effect) => (effect.type === 'send' ? [effect.frame] : []));
    expect(hello).toMatchObject({ type: 'hello', preview: 'key' });
  });

  it('[CL1] names the cursor it reached and every session that has something in the outbox', () => {
    const h = createHarness();
    h.up();
    h.told(entry(1));
    const frame = {
      type: 'message.send',
      session: 'a'.repeat(32),
      conversation: 'mine',
      seq: 4,
      body: { text: 'left' },
    };
    h.step({ type: 'adopt', items: [{ frame: frame as never, ackedAt: 0 }] });
    h.sent();
    h.reconnect();
    expect(h.sent()).toMatchObject([
      { sessions: [sessionId(1), 'a'.repeat(32)], cursors: [{ offset: 1, chain: chainOf(1) }] },
    ]);
  });

  it('[CL2] comes alone: nothing else is sent before `welcomed`', () => {
    const h = createHarness();
    h.step({ type: 'attach', conversation: 'mine' });
    h.step({ type: 'connect' });
    h.step({ type: 'opened' });
    h.sent();
    h.step({ type: 'send', frame: message('early') });
    h.step({ type: 'typing', conversation: 'mine' });
    h.step({ type: 'context', context: { page } });
    h.step({ type: 'attach', conversation: 'cnv_b' });
    h.pass(10_000);
    expect(h.sent()).toEqual([]);
    h.told(welcomed());
    expect(h.sent().map(({ type }) => type)).toEqual(['context.set', 'conversation.attach']);
    h.told(attached());
    expect(h.sent().map(({ type }) => type)).toEqual(['message.send']);
  });
});
