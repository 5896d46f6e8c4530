import { createHash } from 'node:crypto';
import { limits } from '@tillside/protocol';
import { describe, expect, it } from 'vitest';
import { adas, cnv, engagement, message, owned, record, relayEntry, rep, sessionOf, t0, textBody } from './build.ts';
import { inTurns } from './in-turns.ts';
import { useStore } from './use-store.ts';
import type { Open } from './use-store.ts';

export function describeAppend(name: string, open: Open): void {
  describe(`append on ${name}`, () => {
    const store = useStore(open);
    const append = (...args: Parameters<typeof message>) => store().conversations.append(message(...args), t0);
    const log = () => store().conversations.read(cnv, 0, 10_000);

    it('[ST1] numbers entries and chains them', async () => {
      const by = { name: 'Ada', id: rep.id, kind: 'rep' } as const;
      const first = await append(1);
      const second = await append(1, { session: sessionOf('b'), by, kind: 'note' });
      const chain = (input: string) => createHash('sha1').update(input).digest('hex').slice(0, 12);
      const one = chain(`|${sessionOf('a')}|1|message|{"kind":"visitor","id":"vis_1"}|{"text":"a1"}`);
      const two = chain(`${one}|${sessionOf('b')}|1|note|{"kind":"rep","id":"rep_ada","name":"Ada"}|{"text":"b1"}`);
      const told = { kind: 'appended', seq: 1, at: t0, hasOpenEngagement: false };
      expect(first).toEqual({ ...told, session: sessionOf('a'), offset: 1, chain: one });
      expect(second).toEqual({ ...told, session: sessionOf('b'), offset: 2, chain: two });
      expect(await log()).toMatchObject([
        { offset: 1, chain: one },
        { offset: 2, chain: two, by },
      ]);
    });

    it('[ST1] hashes bytes beyond ASCII as UTF-8', async () => {
      const body = textBody('“Größe” 你好 🙂 \u0000');
      const answer = await append(1, { body });
      const input = `|${sessionOf('a')}|1|message|{"kind":"visitor","id":"vis_1"}|${body}`;
      expect(answer).toMatchObject({ chain: createHash('sha1').update(input, 'utf8').digest('hex').slice(0, 12) });
    });

    describe('with an assignment', () => {
      const asAda = { by: rep, assignment: adas };

      it('[ST2] lets the owner write', async () => {
        await store().conversations.commit(owned, 0, [], t0);
        expect(await append(1, asAda)).toMatchObject({ kind: 'appended', offset: 1, hasOpenEngagement: true });
      });

      it.each([
        ['an older epoch', { ...adas, epoch: 0 }],
        ['a higher epoch', { ...adas, epoch: 2 }],
        ['another rep', { ...adas, rep: 'rep_bob' }],
        ['another claim', { ...adas, claim: 'clm_2' }],
      ])('[ST2] refuses %s', async (_, assignment) => {
        await store().conversations.commit(owned, 0, [], t0);
        const session = sessionOf('a');
        expect(await append(1, { assignment })).toEqual({ kind: 'fenced', epoch: 1, session, seq: 1 });
        expect(await log()).toEqual([]);
      });

      it('[ST2] refuses without a record, without an owner and once the owner changed', async () => {
        expect(await append(1, asAda)).toMatchObject({ kind: 'fenced', epoch: 0 });
        await store().conversations.commit(record({ epoch: 1 }), 0, [], t0);
        expect(await append(1, asAda)).toMatchObject({ kind: 'fenced', epoch: 1 });
        await store().conversations.commit(owned, 1, [], t0);
        expect(await append(1, asAda)).toMatchObject({ kind: 'appended' });
        const bobs = { ...owned, epoch: 2, owner: { rep: 'rep_bob', team: 'team_1', claim: 'clm_2' } };
        await store().conversations.commit(bobs, 2, [], t0);
        expect(await append(2, asAda)).toMatchObject({ kind: 'fenced', epoch: 2 });
        expect(await append(1, { session: sessionOf('v') })).toMatchObject({ kind: 'appended' });
      });
    });

    it('[ST3] tells another body or kind under the same number', async () => {
      await append(1);
      const session = sessionOf('a');
      expect(await append(1, { body: textBody('other') })).toEqual({ kind: 'conflict', session, seq: 1 });
      expect(await append(1, { kind: 'note' })).toMatchObject({ kind: 'conflict' });
      expect(await append(1)).toMatchObject({ kind: 'duplicate', offset: 1 });
    });

    it('[ST3, ST4] remembers the last 16 of a session, and only those', async () => {
      const count = limits.rememberedBodies + 3;
      // Another session's entries lie between, so that offsets and numbers differ.
      for (let seq = 1; seq <= count; seq++) {
        await append(seq);
        await append(seq, { session: sessionOf('b') });
      }
      for (let seq = 1; seq <= count; seq++) {
        const isRemembered = seq > count - limits.rememberedBodies;
        const offset = isRemembered ? 2 * seq - 1 : 0;
        expect(await append(seq)).toMatchObject({ kind: 'duplicate', seq, offset });
        const other = await append(seq, { body: textBody('other') });
        expect(other).toMatchObject(isRemembered ? { kind: 'conflict' } : { kind: 'duplicate', offset: 0 });
      }
      expect(await log()).toHaveLength(2 * count);
    });

    it('[ST4] knows a duplicate also when it is written by another hand or at another time', async () => {
      await append(1);
      const again = await store().conversations.append(message(1), t0 + 86_400_000);
      expect(again).toEqual({
        kind: 'duplicate',
        session: sessionOf('a'),
        seq: 1,
        offset: 1,
        hasOpenEngagement: false,
      });
      expect(await log()).toMatchObject([{ at: t0 }]);
    });

    it('[ST5] finds gaps, by session and conversation', async () => {
      expect(await append(2)).toEqual({ kind: 'gap', session: sessionOf('a'), seq: 2, highest: 0 });
      await append(1);
      expect(await append(3)).toMatchObject({ kind: 'gap', highest: 1 });
      expect(await append(2, { session: sessionOf('b') })).toMatchObject({ kind: 'gap', highest: 0 });
      expect(await append(2, { conversation: 'cnv_2' })).toMatchObject({ kind: 'gap', highest: 0 });
      expect(await append(1, { conversation: 'cnv_2' })).toMatchObject({ kind: 'appended', offset: 1 });
      expect(await append(2)).toMatchObject({ kind: 'appended', offset: 2 });
    });

    it('[ST6] is full after 2,000 entries of an open engagement, and no longer once it is resolved', async () => {
      const { conversations } = store();
      await append(1, { session: sessionOf('b') });
      const open = record({ engagement: engagement({ startOffset: 1 }) });
      await conversations.commit(open, 0, [], t0);
      const last = (await inTurns(limits.engagementEntries, append)).at(-1);
      expect(last).toMatchObject({ kind: 'appended', offset: limits.engagementEntries + 1 });

      const next = limits.engagementEntries + 1;
      expect(await append(next)).toEqual({ kind: 'full', session: sessionOf('a'), seq: next });
      expect(await append(next - 1)).toMatchObject({ kind: 'duplicate' });
      const resolved = record({ engagement: engagement({ startOffset: 1, state: 'resolved' }) });
      await conversations.commit(resolved, 1, [relayEntry('resolved')], t0);
      expect(await append(next)).toMatchObject({ kind: 'appended', offset: next + 2, hasOpenEngagement: false });
      await conversations.commit(record({ engagement: engagement({ startOffset: next + 1 }) }), 2, [], t0);
      expect(await append(next + 1)).toMatchObject({ kind: 'appended', hasOpenEngagement: true });
    });

    it('[ST7] checks in order, and what is refused changes nothing', async () => {
      const { conversations } = store();
      const start = engagement({ startOffset: 2 - limits.engagementEntries });
      await conversations.commit({ ...owned, engagement: start }, 0, [], t0);
      await append(1);
      await append(2);
      const before = await conversations.view(cnv);
      const stale = { ...adas, epoch: 0 };
      const other = { body: textBody('other') };
      // All four faults at once, then one less each time.
      expect(await append(2, { ...other, assignment: stale })).toMatchObject({ kind: 'fenced' });
      expect(await append(2, { assignment: stale })).toMatchObject({ kind: 'fenced' });
      expect(await append(9, { assignment: stale })).toMatchObject({ kind: 'fenced' });
      expect(await append(2, other)).toMatchObject({ kind: 'conflict' });
      expect(await append(2)).toMatchObject({ kind: 'duplicate' });
      expect(await append(4)).toMatchObject({ kind: 'gap', highest: 2 });
      expect(await append(3)).toMatchObject({ kind: 'full' });
      expect(await append(3, { assignment: adas })).toMatchObject({ kind: 'full' });
      expect(await conversations.view(cnv)).toEqual(before);
      expect(await log()).toHaveLength(2);
      expect((await conversations.attach(cnv, { offset: 0, chain: '' }, [sessionOf('a')])).highest).toEqual({
        [sessionOf('a')]: 2,
      });
    });

    it('[ST8] keeps the body to the byte, and compares what was sent', async () => {
      const body = '{ "text":"two  spaces", "z":1,"a":1.0, "u":"\\u00e9 é 🙂 \\ud83d" }';
      await append(1, { body, sent: '{"text":"as sent"}' });
      expect(await log()).toMatchObject([{ body }]);
      expect(await append(1, { body: textBody('made anew'), sent: '{"text":"as sent"}' })).toMatchObject({
        kind: 'duplicate',
      });
      expect(await append(1, { body, sent: '{"text":"as sent "}' })).toMatchObject({ kind: 'conflict' });
    });

    it('[ST9] keeps the order of one turn, with an answer for each', async () => {
      const answers = await Promise.all([
        append(1),
        append(2),
        append(2),
        append(4),
        append(1, { session: sessionOf('b') }),
        append(2, { body: textBody('other') }),
        append(3),
        append(1, { conversation: 'cnv_2' }),
      ]);
      expect(answers.map((answer) => [answer.kind, 'offset' in answer ? answer.offset : 0])).toEqual([
        ['appended', 1],
        ['appended', 2],
        ['duplicate', 2],
        ['gap', 0],
        ['appended', 3],
        ['conflict', 0],
        ['appended', 4],
        ['appended', 1],
      ]);
      expect((await log()).map(({ session, seq }) => `${session.slice(0, 1)}${seq}`)).toEqual(['a1', 'a2', 'b1', 'a3']);
    });

    it('[ST20] says whether an engagement is open', async () => {
      const { conversations } = store();
      const states = ['queued', 'ringing', 'active', 'wrap_up', 'by_message', 'resolved'] as const;
      for (const [index, state] of states.entries()) {
        await conversations.commit(record({ engagement: engagement({ state }) }), index, [], t0);
        const hasOpenEngagement = state !== 'wrap_up' && state !== 'resolved';
        expect(await append(index + 1)).toMatchObject({ kind: 'appended', hasOpenEngagement });
        expect(await append(index + 1)).toMatchObject({ kind: 'duplicate', hasOpenEngagement });
      }
    });
  });
}
