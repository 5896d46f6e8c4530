import { describe, expect, it } from 'vitest';
import { changeSite } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const steps = [
  {
    at: 0,
    signal: { name: 'page_view', of: 'account' },
    facts: {
      'page.type': 'account',
      'page.title': 'Orders of Ansgar',
      'page.url': 'https://alpha.example/orders/ansgar@mail.example?color=red&q=ansgar',
    },
  },
];
const body = { startedAt: 1_760_000_000_000, steps };
const rows = async () =>
  (await relay.now.store.journal.read('site_alpha', undefined, 50)).filter(({ kind }) => kind === 'journey.recorded');

async function consenting(state: 'granted' | 'denied' = 'granted'): Promise<TestVisitor> {
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.lane('consent.set', { state }).sent;
  return visitor;
}

describe('a recorded stretch of a visit', () => {
  it('[HA42] is kept in the journal, reduced', async () => {
    await changeSite(relay.now, { queryKeys: ['color'] });
    const visitor = await consenting();
    await visitor.lane('journey.record', body).sent;
    const [row] = await rows();
    expect(row).toMatchObject({ visitor: 'vis_v' });
    expect(JSON.parse(row?.journey ?? '')).toEqual({
      startedAt: body.startedAt,
      steps: [
        {
          at: 0,
          signal: { name: 'page_view', of: 'account' },
          facts: {
            'page.type': 'account',
            'page.title': null,
            'page.url': 'https://alpha.example/orders/***?color=red',
          },
        },
      ],
    });
    expect(visitor.last('acked')).toMatchObject({ conversation: 'visitor', seq: 2 });
  });

  it('[HA42] is kept once', async () => {
    const visitor = await consenting();
    const { frame, sent } = visitor.lane('journey.record', body);
    await sent;
    await visitor.raw(frame);
    expect(await rows()).toHaveLength(1);
  });

  it('[HA42] is dropped without consent', async () => {
    const visitor = await consenting('denied');
    await visitor.lane('journey.record', body).sent;
    await openVisitor(relay.now.node, 'unknown').lane('journey.record', body).sent;
    expect(await rows()).toEqual([]);
    expect(visitor.last('acked')).toMatchObject({ seq: 2 });
  });

  it('[HA42] is dropped when too many come, and taken again later', async () => {
    const visitor = await consenting();
    const told = Array.from({ length: 24 }, () => visitor.lane('journey.record', body));
    for (const { sent } of told) await sent;
    // What was dropped is not let in by saying it again.
    for (const { frame } of told) await visitor.raw(frame);
    expect(await rows()).toHaveLength(20);
    expect(visitor.last('acked')).toMatchObject({ seq: 25 });
    await relay.now.clock.pass(10_000);
    await visitor.lane('journey.record', body).sent;
    expect(await rows()).toHaveLength(21);
    expect(relay.now.node.events).toContainEqual(expect.objectContaining({ name: 'journey.dropped', reason: 'rate' }));
  });

  it('[HA42] is nothing for the activity list', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await consenting();
    await visitor.lane('journey.record', body).sent;
    await visitor.request('leaving');
    await relay.now.clock.pass(1_000);
    const kinds = ann.all('activity.added').flatMap(({ items }) => items.map(({ kind }) => kind));
    expect(kinds).toEqual(['invitation.granted']);
  });
});
