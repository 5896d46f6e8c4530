import { trace as traceSchema } from '@tillside/protocol/schema';
import { createEngine } from '@tillside/rules';
import type { Playbook, Trace } from '@tillside/rules';
import { explain, unpackTrace } from '@tillside/rules/explain';
import { describe, expect, it } from 'vitest';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const rule = leaving({
  when: {
    'page.type': 'checkout',
    'cart.value': { $gte: 50_000 },
    'visitor.orders': { $gte: 0 },
    'cart.skus': 'cam-1',
  },
});
const playbook: Playbook = {
  version: 'p2',
  rules: [rule, leaving({ id: 'weaker', on: [{ signal: 'exit_intent' }] })],
};

/** What the engine of a page decides when the pointer leaves a checkout. */
function decide(): Trace {
  const engine = createEngine(playbook, { visitorSeed: 'vis_v' });
  const now = Date.UTC(2026, 10, 2, 9);
  const state = engine.start(undefined, now);
  const facts = {
    'page.type': 'checkout',
    'page.path': '/checkout',
    'cart.value': 61_200,
    'cart.skus': ['cam-1', 'b'],
  };
  const loaded = engine.step(state, { now, facts, signal: { name: 'page_view', of: 'checkout' } });
  const { decisions } = engine.step(loaded.state, { now: now + 5, signal: { name: 'exit_intent', of: 'pointer' } });
  const invited = decisions.find(({ kind }) => kind === 'invite');
  if (invited === undefined) throw new Error(`nothing was decided: ${JSON.stringify(decisions)}`);
  return invited.trace;
}

describe('a trace as the engine makes it', () => {
  it('[HA4] is granted, kept packed, and explained from the journal as it was', async () => {
    await relay.rep('rep_ann');
    await changeSite(relay.now, { playbook: 'p2' }, playbook);
    const trace = decide();
    const visitor = openVisitor(relay.now.node, 'v');
    visitor.party.context = { page: { url: 'https://alpha.example/checkout', title: '', type: 'checkout' } };
    // As it goes over the wire.
    const body = { rule: 'leaving', playbook: 'p2', trace: traceSchema.parse(JSON.parse(JSON.stringify(trace))) };
    await visitor.lane('invitation.request', body).sent;
    expect(visitor.last('invitation.granted')?.rule).toBe('leaving');
    const [row] = await relay.now.store.journal.read('site_alpha', undefined, 1);
    const kept = unpackTrace(row?.trace ?? '', rule);
    expect(kept).toEqual(trace);
    expect(explain(rule, kept!)).toEqual(explain(rule, trace));
    expect(explain(rule, trace).length).toBeGreaterThan(4);
  });
});
