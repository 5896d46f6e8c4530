import { describe, expect, it } from 'vitest';
import { cutoffsOf, isForgettable } from '../../src/core/retention.ts';
import { message, order, visitorRecord } from '../contracts/build.ts';
import { ago, dayMs, describeKept, fileOf, site } from './helpers/kept.ts';

describeKept('what a site keeps no longer', (now) => {
  const rowsOf = async (name: string) =>
    (await now().store.journal.read(site, undefined, 500)).filter(({ visitor }) => visitor === `vis_${name}`);

  it('[HA91] takes conversations, visits and names away after their time, and nothing before', async () => {
    for (const [name, days] of [
      ['old', 181],
      ['forgotten', 200],
      ['mid', 40],
      ['young', 5],
    ] as const) {
      await now().live(name, days, name === 'forgotten');
    }
    const before = (await now().store.ledger.list(site, Infinity, 50)).map(({ bounty, value }) => [bounty, value]);
    expect(await (await now().nodeOf('n1')).pass()).toBeGreaterThan(0);

    for (const name of ['old', 'forgotten']) {
      expect((await now().store.conversations.view(`cnv_${name}`)).log.top, name).toBe(0);
      expect(await now().store.visitors.load(`vis_${name}`), name).toBeUndefined();
      expect(await now().files.find(fileOf(name)), name).toBeUndefined();
      expect(await rowsOf(name), name).toEqual([]);
    }
    expect((await now().store.floor.snapshot('team_alpha')).byMessage).toEqual([]);
    expect((await now().store.conversations.recent(site, Date.now(), 10)).map((one) => one.conversation)).toEqual([
      'cnv_young',
      'cnv_mid',
    ]);
    expect(await now().files.find(fileOf('mid'))).toBeDefined();
    expect((await rowsOf('mid')).map(({ kind, trace }) => [kind, trace])).toEqual([
      ['engagement.answered', undefined],
      ['invitation.granted', undefined],
    ]);
    expect(await rowsOf('young')).toHaveLength(3);
    expect((await rowsOf('young')).some(({ trace }) => trace !== undefined)).toBe(true);
    // Minutes are still billed by them.
    const nameless = (await now().store.journal.read(site, undefined, 500)).filter(({ key }) =>
      key.startsWith('nameless/'),
    );
    expect(nameless.map(({ kind, isShared = false, invitation }) => [kind, isShared, invitation])).toEqual([
      ['engagement.answered', true, undefined],
      ['invitation.granted', false, undefined],
      ['engagement.answered', true, undefined],
      ['invitation.granted', false, undefined],
    ]);
    const lines = await now().store.ledger.list(site, Infinity, 50);
    expect(lines.map(({ bounty, value }) => [bounty, value])).toEqual(before);
    expect(lines.map(({ transactionId, visitor }) => [transactionId, visitor])).toEqual([
      ['young', 'vis_young'],
      ['mid', 'vis_mid'],
      ['old', undefined],
      ['forgotten', undefined],
    ]);
    expect(await (await now().nodeOf('n1')).pass()).toBe(0);
  });

  it('[HA91] takes the names from all lines of the ledger, however many became too old at once', async () => {
    const { ledger, keeping } = now().store;
    const old = ago(181);
    // More of one instant than a step looks at.
    const at = (index: number) => old - (index < 150 ? 0 : index);
    for (let index = 0; index < 260; index += 1)
      await ledger.commit(order(`tx/${index}`, { site, visitor: 'vis_1', at: at(index) }), 0);
    await ledger.commit(order('tx/young', { site, visitor: 'vis_1', at: ago(10) }), 0);
    const named = async () =>
      (await ledger.list(site, Infinity, 500)).filter(({ visitor }) => visitor !== undefined).length;
    expect(await named()).toBe(261);
    // Cut off in the middle of it, and at it again.
    let left = 120;
    const dies = await now().nodeOf('n1', {
      async replaceOrder(...args) {
        if ((left -= 1) === 0) throw new Error('the node died');
        return keeping.replaceOrder(...args);
      },
    });
    await expect(dies.pass()).rejects.toThrow('the node died');
    await (await now().nodeOf('n1')).pass();
    expect(await named()).toBe(1);
    let asked = 0;
    const looks = await now().nodeOf('n1', {
      async visitors(...args) {
        asked += 1;
        return keeping.visitors(...args);
      },
    });
    expect(await looks.pass()).toBe(0);
    // All visitors' records are looked at once a day.
    expect(asked).toBe(0);
  });

  it('[HA91] goes on where it was cut off, on another node, and comes to the same', async () => {
    for (const name of ['a', 'b', 'c']) await now().live(name, 190);
    await now().live('d', 2);
    let left = 3;
    const dies = await now().nodeOf('n1', {
      async eraseConversation(...args) {
        left -= 1;
        if (left === 0) throw new Error('the node died');
        return now().store.keeping.eraseConversation(...args);
      },
    });
    await expect(dies.pass()).rejects.toThrow('the node died');
    expect(await (await now().nodeOf('n2')).pass()).toBeUndefined();
    // Its time is over: as if it had been taken long ago.
    expect(await now().store.keeping.takeTask('retention', 'n3', 1, Date.now() + 61_000)).toBeDefined();
    expect(await (await now().nodeOf('n3')).pass()).toBeGreaterThan(0);
    for (const name of ['a', 'b', 'c']) expect((await now().store.conversations.view(`cnv_${name}`)).log.top).toBe(0);
    expect((await now().store.conversations.view('cnv_d')).log.top).toBe(3);
  });

  it('[HA91] leaves a conversation that is written in while it is looked at', async () => {
    await now().live('late', 190);
    const work = await now().nodeOf('n1', {
      async eraseConversation(of, conversation, top) {
        const by = { kind: 'visitor', id: 'vis_late' } as const;
        await now().store.conversations.append(message(3, { conversation, by }));
        return now().store.keeping.eraseConversation(of, conversation, top);
      },
    });
    await work.pass();
    expect((await now().store.conversations.view('cnv_late')).log.top).toBe(4);
    // And noted as touched or not, it is young now.
    await (await now().nodeOf('n1')).pass();
    expect((await now().store.conversations.view('cnv_late')).log.top).toBe(4);
  });
});

describe('how long', () => {
  it('[CO42] is the site’s to say; a visit is never known for longer than whose it was', () => {
    expect(cutoffsOf({}, 200 * dayMs)).toEqual({ names: 20 * dayMs, visits: 170 * dayMs });
    expect(cutoffsOf({ keepDays: 10, keepVisitDays: 60 }, 200 * dayMs)).toEqual({
      names: 190 * dayMs,
      visits: 190 * dayMs,
    });
  });

  it('[CO42] a record stays while a no binds, a block stands, or an older credential could come', () => {
    const now = 1_000 * dayMs;
    const old = visitorRecord({ createdAt: 0 });
    const is = (changes: object) => isForgettable({ ...old, ...changes }, now - 180 * dayMs, now);
    expect(is({})).toBe(true);
    expect(is({ createdAt: now - 179 * dayMs })).toBe(false);
    expect(is({ declinedUntil: now + 1 })).toBe(false);
    expect(is({ isBlocked: true })).toBe(false);
    expect(is({ generation: 1, erasedAt: now - 100 * dayMs })).toBe(false);
    expect(is({ generation: 1, erasedAt: now - 200 * dayMs })).toBe(true);
  });
});
