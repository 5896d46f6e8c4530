import { describe, expect, it } from 'vitest';
import { createTokenBucket } from '../../src/core/token-bucket.ts';
import { addressIn } from '../../src/transport/decode-frame.ts';
import { createRateGate } from '../../src/transport/rate-gate.ts';

describe('above the rate', () => {
  it('[TR31] an attach is refused by its conversation, so that it is asked again', () => {
    const refused: unknown[] = [];
    const isOverRate = createRateGate({
      take: () => 70,
      patience: 5,
      refuse: (address, afterMs) => void refused.push([address, afterMs]),
      cut: () => {},
    });
    const attach = { type: 'conversation.attach', conversation: 'mine', offset: 3, chain: 'c' };
    expect(isOverRate(addressIn(attach), attach.type)).toBe(true);
    expect(refused).toEqual([[{ conversation: 'mine' }, 70]]);
  });

  it('[TR20] what is refused in a row is told to wait until all of it has room', () => {
    const waits: number[] = [];
    const bucket = createTokenBucket(10, 5);
    let now = 1_000;
    const isOverRate = createRateGate({
      take: (rank) => bucket.take(now, rank),
      patience: 5,
      refuse: (_address, afterMs) => void waits.push(afterMs),
      cut: () => {},
    });
    const send = () => isOverRate({ session: 's', conversation: 'mine', seq: 1 }, 'message.send');
    for (let frame = 1; frame <= 8; frame += 1) send();
    expect(waits).toEqual([100, 200, 300]);
    now += 300;
    expect([send(), send(), send()]).toEqual([false, false, false]);
    now += 40;
    send();
    send();
    expect(waits.slice(3)).toEqual([60, 160]);
  });

  it.each(['session.add', 'conversation.detach', 'context.set', 'typing', 'read', 'pong'])(
    '[TR31] %s, which nobody would repeat, is not counted',
    (type) => {
      const isOverRate = createRateGate({ take: () => 70, patience: 0, refuse: () => {}, cut: () => expect.fail() });
      expect(isOverRate(addressIn({ type }), type)).toBe(false);
    },
  );
});
