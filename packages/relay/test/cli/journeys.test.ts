import { readFileSync, statSync } from 'node:fs';
import type { Playbook } from '@tillside/rules';
import { packTrace } from '@tillside/rules/explain';
import { readJourneys } from '@tillside/rules/journeys';
import type { Journey, JourneyStep } from '@tillside/rules/journeys';
import { rehearse } from '@tillside/rules/rehearse';
import { describe, expect, it } from 'vitest';
import { MINUTE, rule, stretch, T0, useJournal, version, view } from './journeys-shop.ts';

describe('tillside journeys export', () => {
  const { cli, add, recorded, exported } = useJournal();

  it('[CM32] gives recorded stretches of a visit as one journey, steps as they are', async () => {
    const first: JourneyStep[] = [view(0), { at: 900, signal: { name: 'scroll_depth', value: 40 } }];
    const second: JourneyStep[] = [
      {
        at: 0,
        signal: { name: 'add_to_cart' },
        facts: { 'cart.value': 500, 'cart.currency': 'USD', 'cart.coupon': null },
      },
      { at: 5, outcome: { outcome: 'ordered' } },
    ];
    await recorded('vis_a', T0, first);
    await recorded('vis_a', T0 + 2 * MINUTE, second);
    const [journey, ...others] = await exported();
    expect(others).toEqual([]);
    expect(journey).toEqual({
      v: 1,
      journey: expect.stringMatching(/^jrn_[\w-]{22}$/),
      // The whole minute.
      startedAt: T0 - 30_000,
      steps: [...first, ...second.map((step) => ({ ...step, at: step.at + 2 * MINUTE }))],
    });
  });

  it('[CM32] makes a journey of each visit, the same id for those of a visitor, another in every export', async () => {
    await recorded('vis_a', T0, [view(0)]);
    await recorded('vis_b', T0 + MINUTE, [view(0)]);
    await recorded('vis_a', T0 + 29 * MINUTE, [view(0)]);
    await recorded('vis_a', T0 + 70 * MINUTE, [view(0)]);
    const journeys = await exported();
    expect(journeys.map(({ steps }) => steps.length)).toEqual([1, 2, 1]);
    const [late, early, other] = journeys.map(({ journey }) => journey);
    expect(late).toBe(early);
    expect(late).not.toBe(other);
    const again = await exported();
    expect(new Set([...journeys, ...again].map(({ journey }) => journey)).size).toBe(4);
    expect(JSON.stringify(journeys)).not.toMatch(/vis_/);
  });

  it('[CM32] tells what is gone with a page that was left', async () => {
    const load = (at: number, facts: NonNullable<JourneyStep['facts']>): JourneyStep => ({
      at,
      signal: { name: 'page_view', of: 'checkout' },
      facts: { 'visit.device': 'phone', 'visitor.identified': true, ...facts },
    });
    const later: JourneyStep = { at: 9, facts: { 'cart.coupon': 'TEN' } };
    await recorded('vis_a', T0, [load(0, { 'checkout.step': 1, 'cart.value': 500 }), later]);
    await recorded('vis_a', T0 + 100, [{ at: 0, facts: { 'checkout.step': 2 } }]);
    await recorded('vis_a', T0 + 200, [load(0, { 'cart.value': 500 })]);
    const [journey] = await exported();
    expect(journey?.steps.map(({ facts }) => facts)).toEqual([
      { 'visit.device': 'phone', 'visitor.identified': true, 'checkout.step': 1, 'cart.value': 500 },
      { 'cart.coupon': 'TEN' },
      { 'checkout.step': 2 },
      {
        'visit.device': 'phone',
        'visitor.identified': true,
        'cart.value': 500,
        'checkout.step': null,
        'cart.coupon': null,
      },
    ]);
  });

  it('[CM32] goes by the journal’s time where a page’s clock is wrong', async () => {
    await add(T0, {
      kind: 'journey.recorded',
      visitor: 'vis_a',
      journey: JSON.stringify({ startedAt: 5, steps: [view(0), view(30_000)] }),
    });
    expect(await exported()).toMatchObject([{ startedAt: T0 - 30_000, steps: [{ at: 0 }, { at: 30_000 }] }]);
  });

  it('[CM32] puts a wrong clock right for the whole visit, also for what was sent late', async () => {
    await recorded('vis_a', 5, [view(0)]);
    await recorded('vis_a', 60_000, [view(0), view(30_000)]);
    const [journey] = await exported();
    expect(journey?.steps.map(({ at }) => at)).toEqual([0, 59_995, 89_995]);
  });

  it('[CM33] makes steps of decisions and what became of them where nothing was recorded', async () => {
    const trace = packTrace({
      rule: rule.id,
      entry: 0,
      signal: 'exit_intent',
      at: T0,
      bits: '11111',
      values: ['cart', '/a-path-that-is-longer-…', 61_200, 25, '#2'],
      limits: [0, 0, 0, -1],
    });
    const about = {
      visitor: 'vis_a',
      rule: 'leaving',
      playbook: version,
      invitation: 'inv_a',
      team: 'team_shop',
      rep: 'rep_mara',
    };
    await add(T0, { kind: 'invitation.granted', ...about, trace });
    await add(T0 + 1_000, { kind: 'invitation.seen', ...about });
    await add(T0 + 2_000, { kind: 'invitation.accepted', ...about });
    await add(T0 + 2_000, { kind: 'engagement.opened', conversation: 'cnv_a', engagement: 'eng_a' });
    await add(T0 + 9_000, { kind: 'order.reported', visitor: 'vis_a', order: 'ord_1' });
    await add(T0 + 9_500, { kind: 'order.confirmed', visitor: 'vis_a', order: 'ord_1' });
    await add(T0 + 9_999, { kind: 'engagement.resolved', conversation: 'cnv_a', engagement: 'eng_a' });
    const journeys = await exported();
    expect(journeys).toEqual([
      {
        v: 1,
        journey: expect.any(String),
        startedAt: T0 - 30_000,
        steps: [
          // 25 seconds into the visit; neither a text nor a list that was cut is a fact.
          { at: 25_000, signal: { name: 'exit_intent' }, facts: { 'page.type': 'cart', 'cart.value': 61_200 } },
          { at: 26_000, outcome: { rule: 'leaving', outcome: 'shown' } },
          { at: 27_000, outcome: { rule: 'leaving', outcome: 'accepted' } },
          { at: 27_000, outcome: { outcome: 'conversation_opened' } },
          { at: 34_000, outcome: { outcome: 'ordered' } },
          { at: 34_999, outcome: { outcome: 'conversation_ended' } },
        ],
      },
    ]);
    expect(JSON.stringify(journeys)).not.toMatch(/vis_a|cnv_a|eng_a|inv_a|ord_1|rep_|team_/);
  });

  it('[CM33] leaves out visits in which no rule was asked, and decisions of a playbook that is not known', async () => {
    await add(T0, { kind: 'engagement.resolved', conversation: 'cnv_a' });
    await add(T0, { kind: 'invitation.granted', visitor: 'vis_b', rule: 'leaving', playbook: 'gone', trace: 'x' });
    await add(T0, {
      kind: 'invitation.granted',
      visitor: 'vis_c',
      rule: 'leaving',
      playbook: version,
      trace: 'broken',
    });
    expect(await exported()).toEqual([]);
  });

  it('[CM34] writes from a day on into a new file for its owner alone', async () => {
    await recorded('vis_a', T0, [view(0)]);
    await recorded('vis_a', T0 + 1_440 * MINUTE, [view(0)]);
    const file = cli.path('out.ndjson');
    expect(await cli.ok('journeys', 'export', '--since', '2026-11-03', '--out', file)).toBe(
      `1 journeys written to ${file}.`,
    );
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await cli.run('journeys', 'export', '--out', file)).toMatchObject({
      code: 2,
      err: `${file} was not written: it is there already.`,
    });
    expect(await cli.run('journeys', 'export', '--since', 'yesterday')).toMatchObject({ code: 2 });
  });

  it('[CM34] reads a long journal page by page', async () => {
    await cli.withStore(async ({ journal }) => {
      for (let n = 0; n < 1_300; n += 100) {
        const items = Array.from({ length: 100 }, (_, index) => ({
          key: `long${n + index}`,
          kind: 'journey.recorded' as const,
          visitor: `vis_${n + index}`,
          journey: JSON.stringify({ startedAt: T0 + n * MINUTE, steps: [view(0)] }),
        }));
        await journal.append('site_shop', items, T0 + n * MINUTE);
      }
    });
    const journeys = await exported();
    expect(journeys).toHaveLength(1_300);
    expect(new Set(journeys.map(({ journey }) => journey)).size).toBe(1_300);
  });

  it('[CM32] of what was recorded in the demo rehearses as the recording does', async () => {
    const shop = new URL('../../../../examples/demo-shop/', import.meta.url);
    const next = JSON.parse(readFileSync(new URL('sites/halden.playbook.json', shop), 'utf8')) as Playbook;
    const original: Journey[] = [];
    for await (const journey of readJourneys([readFileSync(new URL('journeys/halden.ndjson', shop), 'utf8')]))
      original.push(journey);
    await cli.withStore(async ({ journal }) => {
      for (const [n, { startedAt, steps }] of original.toSorted((a, b) => a.startedAt - b.startedAt).entries()) {
        const endedAt = startedAt + (steps.at(-1)?.at ?? 0);
        await journal.append('site_shop', [{ key: `demo${n}`, ...stretch(`vis_${n}`, startedAt, steps) }], endedAt);
      }
    });
    const [before, after] = [
      await rehearse({ next, journeys: original }),
      await rehearse({ next, journeys: await exported() }),
    ];
    expect(before.all.next.invited).toBeGreaterThan(5);
    expect(after.rules).toEqual(before.rules);
    // A visit begins with its minute, so its last step may fall into the hour before.
    expect(after.load.next).toMatchObject({ invitations: before.load.next.invitations, max: before.load.next.max });
  });
});
