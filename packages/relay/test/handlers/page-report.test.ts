import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();
const rows = async () =>
  (await relay.now.store.journal.read('site_alpha', undefined, 100)).filter(({ kind }) => kind === 'page.reported');
const report = (page: string) => ({
  page,
  device: 'desktop' as const,
  timings: [{ entry: 'start', p95Ms: 2.5, count: 3 }],
  exits: [{ by: 'pointer' as const, hasLeft: true }],
});

async function consenting() {
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.lane('consent.set', { state: 'granted' }).sent;
  return visitor;
}

describe('a page report', () => {
  it('[HA71] is kept once, as figures of a kind of page, without whose page it was', async () => {
    const visitor = await consenting();
    const { frame, sent } = visitor.lane('page.report', report('checkout'));
    await sent;
    await visitor.raw(frame);
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(JSON.parse(row?.report ?? '')).toEqual(report('checkout'));
    expect(Object.keys(row ?? {}).toSorted()).toEqual(['at', 'key', 'kind', 'number', 'report']);
    await visitor.lane('page.report', report('Order of kim@mail.example')).sent;
    expect(JSON.stringify(await rows())).not.toContain('kim');
  });

  it('[HA71] that comes too fast is dropped, and acknowledged', async () => {
    const visitor = await consenting();
    const reported = Array.from({ length: 25 }, () => visitor.lane('page.report', report('cart')));
    for (const { sent } of reported) await sent;
    // What was dropped is not let in by saying it again.
    for (const { frame } of reported.slice(-10)) await visitor.raw(frame);
    expect(visitor.last('acked')).toMatchObject({ seq: 26 });
    expect(await rows()).toHaveLength(10);
    await relay.now.clock.pass(10_000);
    await visitor.lane('page.report', report('cart')).sent;
    expect(await rows()).toHaveLength(11);
  });
});
