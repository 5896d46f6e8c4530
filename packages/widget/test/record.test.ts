import { describe, expect, it, vi } from 'vitest';
import { boot, checkout, json, page, serve } from './helpers/shop.ts';
import { idle, settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start } = stage;
const batches = () => stage.started.link.sent.flatMap((frame) => (frame.type === 'journey.record' ? [frame.body] : []));
const steps = () => batches().flatMap((batch) => batch.steps);

describe('record mode', () => {
  it('[RM1] is off by default, and then nobody downloads it', async () => {
    const { extras, widget } = await start();
    expect(extras).not.toContain('record');
    widget.track('search');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches()).toEqual([]);
  });

  it('[RM1] sends what happened as changes, every 30 s', async () => {
    serve({ playbook: () => json({ version: 'v1', rules: [] }) });
    history.replaceState(null, '', '/sale?utm_source=mail&token=abc');
    page.dataLayer = [checkout(612)];
    const { extras, widget } = await start({ consent: 'granted', record: true });
    expect(extras).toEqual(['facts.watch', 'record']);
    await vi.advanceTimersByTimeAsync(9_000);
    widget.track('size_guide', { person: 'Anna' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(batches()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(batches()).toHaveLength(1);
    expect(batches()[0]?.startedAt).toBeLessThanOrEqual(Date.now() - 30_000);
    expect(steps()[0]).toEqual({ at: 0, facts: { 'reps.availability': 'now' } });
    expect(steps()[1]).toMatchObject({
      at: 0,
      signal: { name: 'begin_checkout', of: '1' },
      facts: { 'page.path': '/sale', 'page.query.utm_source': 'mail', 'cart.value': 61_200, 'cart.skus': ['HM-1'] },
    });
    expect(steps()[2]).toEqual({ at: 0, signal: { name: 'page_view', of: 'checkout' } });
    const names = steps().map(({ signal }) => signal?.name);
    // Thresholds that no rule asks for are noted as well.
    expect(names).toContain('idle');
    expect(steps().find(({ signal }) => signal?.name === 'custom')).toMatchObject({ signal: { of: 'size_guide' } });
    expect(JSON.stringify(batches())).not.toMatch(/Anna|abc/);
  });

  it('[RM1] what is gone is null, outcomes are steps', async () => {
    const { widget } = await start({ consent: 'granted', record: true });
    widget.track('view_cart', { currency: 'USD', value: 20, items: [] });
    widget.track('purchase', { currency: 'USD', value: 20, transaction_id: 'T-1' });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(steps().some(({ facts }) => facts?.['cart.value'] === null)).toBe(true);
    expect(steps()).toContainEqual(expect.objectContaining({ outcome: { outcome: 'ordered' } }));
    expect(JSON.stringify(steps())).not.toContain('T-1');
  });

  it('[RM1] has the link ready as soon as there is consent: a page that goes can fetch nothing', async () => {
    serve({ playbook: () => json({ version: 'v1', rules: [] }) });
    const { widget, loads } = await start({ record: true });
    expect(loads).toEqual([]);
    widget.consent('granted');
    await idle();
    expect(loads).toEqual(['link']);
  });

  it('[RM1] at most 60 steps a stretch, and the rest when the page goes', async () => {
    const { widget } = await start({ consent: 'granted', record: true });
    for (let search = 0; search < 100; search++) widget.track('search');
    await settle();
    expect(batches().map((batch) => batch.steps.length)).toEqual([60]);
    window.dispatchEvent(new Event('pagehide'));
    await settle();
    expect(batches()).toHaveLength(2);
    expect(steps().length).toBeGreaterThan(100);
  });

  it('[RM2] without consent nothing is kept or sent; what was kept goes when it is withdrawn', async () => {
    const { widget, link } = await start({ record: true });
    widget.track('search');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.sent).toEqual([]);
    widget.consent('granted');
    widget.track('view_cart', { currency: 'USD', value: 20 });
    await settle();
    widget.consent('denied');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches()).toEqual([]);
    widget.consent('granted');
    widget.track('search');
    await vi.advanceTimersByTimeAsync(31_000);
    const names = steps().map(({ signal }) => signal?.name);
    expect(names).toContain('search');
    expect(names).not.toContain('view_cart');
    // Whole again, not a change from what was dropped.
    expect(steps()[0]?.facts).toHaveProperty(['cart.value'], 2_000);
  });

  it('[RM1] the country is never recorded, other texts only as names', async () => {
    serve({ boot: () => json({ ...boot, bands: { teams: { team_a: 'now' }, skills: {} } }) });
    const { widget, link } = await start({ consent: 'granted', record: 'true' });
    widget.open();
    await settle();
    link.tell({
      type: 'welcomed',
      node: 'n1',
      now: Date.now(),
      heartbeatMs: 20_000,
      limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
      country: 'FR',
    });
    widget.page({ url: '/x', title: 'Call +43 664 1234567', type: 'product' });
    await vi.advanceTimersByTimeAsync(31_000);
    expect(JSON.stringify(steps())).toContain('reps.teams.team_a');
    expect(JSON.stringify(steps())).not.toMatch(/country|FR|1234567/);
  });
});
