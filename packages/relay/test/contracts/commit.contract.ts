import { describe, expect, it } from 'vitest';
import { adas, cnv, engagement, message, owned, record, relay, relayEntry, rep, t0 } from './build.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

export function describeCommit(name: string, open: Open): void {
  describe(`committing records on ${name}`, () => {
    const store = useStore(open);
    const conversations = () => store().conversations;
    const log = () => conversations().read(cnv, 0, 100);

    it('[ST15] writes at the expected revision', async () => {
      const full = record({
        revision: 77,
        epoch: 3,
        owner: { rep: rep.id, team: 'team_1', claim: 'clm_1' },
        engagement: engagement({
          state: 'ringing',
          cause: 'invitation',
          invitation: 'inv_1',
          rule: 'exit',
          shown: rep.id,
          queuedAt: t0,
          tried: ['rep_bob', 'rep_cy'],
          teams: [],
          ringingUntil: t0 + 5,
          startOffset: 7,
        }),
      });
      expect(await conversations().commit(full, 0, [], t0 + 1)).toEqual({ kind: 'committed', at: t0 + 1, revision: 1 });
      expect((await conversations().view(cnv)).record).toEqual({ ...full, revision: 1 });
      expect(await conversations().commit(record(), 1, [], t0)).toMatchObject({ kind: 'committed', revision: 2 });
      expect((await conversations().view(cnv)).record).toEqual(record({ revision: 2 }));
    });

    it('[ST15] is stale at any other, and then writes nothing', async () => {
      const entry = relayEntry('opened');
      expect(await conversations().commit(record(), 1, [entry], t0)).toEqual({ kind: 'stale', current: undefined });
      expect(await conversations().view(cnv)).toMatchObject({ record: undefined, log: { top: 0 } });
      await conversations().commit(owned, 0, [], t0);
      const current = { ...owned, revision: 1 };
      for (const expected of [0, 2]) {
        const answer = await conversations().commit(record({ epoch: 9 }), expected, [entry], t0);
        expect(answer).toEqual({ kind: 'stale', current });
      }
      expect((await conversations().view(cnv)).record).toEqual(current);
      expect(await log()).toEqual([]);
      expect(await conversations().append(message(1, { assignment: adas }), t0)).toMatchObject({ kind: 'appended' });
    });

    it('[ST15] lets one of those who commit at once win', async () => {
      const tries = ['a', 'b', 'c', 'd'].map((claim) =>
        conversations().commit({ ...owned, owner: { rep: rep.id, team: 'team_1', claim } }, 0, [relayEntry(claim)], t0),
      );
      const answers = await Promise.all(tries);
      expect(answers.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
      const { record: stands } = await conversations().view(cnv);
      expect((await log()).map(({ session }) => session)).toEqual([`relay/${stands?.owner?.claim}`]);
      for (const answer of answers) if (answer.kind === 'stale') expect(answer.current).toEqual(stands);
    });

    it('[ST16] writes entries with the record, in order, as the relay’s own sessions', async () => {
      await conversations().append(message(1), t0);
      const entries = [
        relayEntry('eng_1/opened'),
        relayEntry('eng_1/ringing', { kind: 'engagement.rang', body: '{"n":1}' }),
      ];
      await conversations().commit(owned, 0, entries, t0 + 3);
      expect(await log()).toMatchObject([
        { offset: 1 },
        { offset: 2, session: 'relay/eng_1/opened', seq: 1, kind: 'engagement.opened', by: relay, at: t0 + 3 },
        { offset: 3, session: 'relay/eng_1/ringing', seq: 1, kind: 'engagement.rang', body: '{"n":1}', at: t0 + 3 },
      ]);
      expect(await conversations().attach(cnv, { offset: 0, chain: '' }, ['relay/eng_1/opened'])).toMatchObject({
        log: { top: 3 },
        highest: { 'relay/eng_1/opened': 1 },
      });
    });

    it('[ST16] writes no cause twice', async () => {
      await conversations().commit(owned, 0, [relayEntry('a'), relayEntry('a')], t0);
      const again = [relayEntry('b'), relayEntry('a', { body: '{"another":"body"}' }), relayEntry('c')];
      expect(await conversations().commit(owned, 1, again, t0)).toMatchObject({ kind: 'committed', revision: 2 });
      expect((await log()).map(({ session, offset }) => [session, offset])).toEqual([
        ['relay/a', 1],
        ['relay/b', 2],
        ['relay/c', 3],
      ]);
      // The second try of a commit that took effect.
      expect(await conversations().commit(owned, 1, again, t0)).toMatchObject({
        kind: 'stale',
        current: { revision: 2 },
      });
      expect(await log()).toHaveLength(3);
    });

    it('[ST6] gives the relay’s entries room where the engagement has none', async () => {
      const full = record({ engagement: engagement({ startOffset: -2_000 }) });
      await conversations().commit(full, 0, [], t0);
      expect(await conversations().append(message(1), t0)).toMatchObject({ kind: 'full' });
      await conversations().commit(full, 1, [relayEntry('resolved')], t0);
      expect(await log()).toHaveLength(1);
    });

    it('[ST9, ST20] falls before, between or after the appends of its turn, never into one', async () => {
      await conversations().append(message(1), t0);
      const [second, committed, third] = await Promise.all([
        conversations().append(message(2), t0),
        conversations().commit(owned, 0, [relayEntry('opened')], t0),
        conversations().append(message(3), t0),
      ]);
      expect(committed).toMatchObject({ kind: 'committed' });
      const entries = await log();
      expect(entries.map(({ offset }) => offset)).toEqual([1, 2, 3, 4]);
      const openedAt = entries.findIndex(({ session }) => session === 'relay/opened') + 1;
      for (const [seq, answer] of [second, third].entries()) {
        if (answer.kind !== 'appended') throw new Error(`not appended: ${answer.kind}`);
        expect(entries[answer.offset - 1]?.seq).toBe(seq + 2);
        expect(answer.hasOpenEngagement).toBe(answer.offset > openedAt);
      }
    });
  });
}
