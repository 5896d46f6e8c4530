import { describe, expect, it } from 'vitest';
import type { VisitorFrame } from '@tillside/protocol';
import { openVisitor } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

describe('the visitor’s lane', () => {
  const consent = (visitor: TestVisitor, seq: number, state: 'granted' | 'denied'): VisitorFrame => ({
    type: 'consent.set',
    session: visitor.session,
    conversation: 'visitor',
    seq,
    body: { state },
  });

  it('[HA21] goes by the append rule: gap, conflict, duplicate', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.raw(consent(visitor, 2, 'granted'));
    expect(visitor.last('rewind')).toMatchObject({ conversation: 'visitor', highest: 0 });
    await visitor.raw(consent(visitor, 1, 'granted'));
    await visitor.raw(consent(visitor, 1, 'granted'));
    expect(visitor.all('acked')).toHaveLength(2);
    expect(visitor.last('acked')).toMatchObject({ conversation: 'visitor', seq: 1, offset: 0 });
    await visitor.raw(consent(visitor, 1, 'denied'));
    expect(visitor.last('refused')).toMatchObject({ code: 'conflict', conversation: 'visitor', seq: 1 });
  });

  it('[HA36] keeps the visitor’s choice about storage', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.raw(consent(visitor, 1, 'granted'));
    expect(await relay.now.store.visitors.load('vis_v')).toMatchObject({ consent: 'granted', revision: 1 });
    await visitor.raw(consent(visitor, 2, 'granted'));
    expect(await relay.now.store.visitors.load('vis_v')).toMatchObject({ revision: 1 });
    await visitor.raw(consent(visitor, 3, 'denied'));
    expect(await relay.now.store.visitors.load('vis_v')).toMatchObject({ consent: 'denied', site: 'site_alpha' });
  });
});
