import type { ActivityItem } from '@tillside/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { Api } from '../src/http/api.ts';
import { NOON, attached } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';
import type { OpenConsole } from './helpers/open-console.tsx';

const line = (number: number, kind: string, invitation: string): ActivityItem => ({
  site: 'site_halden',
  number,
  at: NOON - 300_000 + number,
  kind: `invitation.${kind}`,
  invitation,
  visitor: 'vis_00004f2a',
  value: 61_200,
  currency: 'USD',
});
const rows = (page: OpenConsole) => [...page.root.querySelectorAll('.act')];

describe('the activity list', () => {
  it('[DAC2] marks declined red with what follows, and tells dismissed apart', async () => {
    const items = [line(2, 'declined', 'inv_2'), line(1, 'dismissed', 'inv_1')];
    const activity = (site: string) =>
      Promise.resolve({ kind: 'ok', value: { items: site === 'site_halden' ? items : [] } } as const);
    const page = await openConsole({ hash: '#/activity', api: { activity } });
    const [declined, dismissed] = rows(page);
    expect(declined?.textContent).toContain('declined · not invited again');
    expect(declined?.textContent).toContain('Visitor 4F2A');
    expect(declined?.textContent).toContain('$612.00');
    expect(declined?.querySelector('.outcome-declined')).not.toBeNull();
    expect(dismissed?.textContent).toContain('dismissed · closed the box');
    expect(dismissed?.querySelector('.outcome-declined')).toBeNull();
  });

  it('[DAC2] names what the shop’s own people tried out', async () => {
    const page = await openConsole({ hash: '#/activity' });
    const tried = { ...line(2, 'granted', 'inv_2'), visitor: 'vis_preview_00005b3c', isPreview: true } as const;
    await page.tell({ type: 'activity.added', items: [tried, line(1, 'granted', 'inv_1')] });
    const [first, second] = rows(page).map((row) => row.textContent);
    expect(first).toContain('Visitor 5B3C · Try-out by the shop. In no figure.');
    expect(second).not.toContain('Try-out');
  });

  it('[DAC4] grows by itself', async () => {
    const page = await openConsole({ hash: '#/activity' });
    expect(page.text('.empty')).toContain('Nothing has happened yet');
    await page.tell({ type: 'activity.added', items: [line(1, 'granted', 'inv_1')] });
    expect(rows(page)).toHaveLength(1);
    await page.tell({ type: 'activity.added', items: [line(2, 'accepted', 'inv_1')] });
    expect(rows(page)).toHaveLength(1);
    expect(rows(page)[0]?.textContent).toContain('accepted');
  });

  it('[DUI1] tells the time relatively, with the exact one on hover', async () => {
    const page = await openConsole({ hash: '#/activity' });
    await page.tell({ type: 'activity.added', items: [line(1, 'granted', 'inv_1')] });
    const time = page.find('.act time');
    expect(time.textContent).toBe('5m ago');
    expect(time.title).toMatch(/Nov 18, 2026/);
  });

  it('[DAC4] reads on from where each shop’s journal was left', async () => {
    const activity = vi.fn((site: string, before?: number) => {
      const items = site === 'site_halden' ? [line((before ?? 51) - 1, 'granted', `inv_${before ?? 51}`)] : [];
      const more = site === 'site_halden' && before === undefined ? { next: 50 } : {};
      return Promise.resolve({ kind: 'ok', value: { items, ...more } } as const);
    });
    const page = await openConsole({ hash: '#/activity', api: { activity } });
    expect(rows(page)).toHaveLength(1);
    await page.does(() => page.button('Show older').click());
    expect(activity).toHaveBeenLastCalledWith('site_halden', 50);
    expect(rows(page)).toHaveLength(2);
    expect(page.text()).not.toContain('Show older');
  });

  it('says what failed, and tries again', async () => {
    let isUp = false;
    const activity = (): ReturnType<Api['activity']> =>
      Promise.resolve(isUp ? { kind: 'ok', value: { items: [] } } : { kind: 'unreachable' });
    const page = await openConsole({ hash: '#/activity', api: { activity } });
    expect(page.text('.empty')).toContain('could not be loaded');
    isUp = true;
    await page.does(() => page.button('Try again').click());
    expect(page.text('.empty')).toContain('Nothing has happened yet');
  });
});

describe('the invitations beside a conversation', () => {
  it('are never those of visitors whose names are gone, also where it is not known whose conversation it is', async () => {
    const page = await openConsole({ hash: '#/desk/cnv_4f2a' });
    await page.tell(attached(), { type: 'live', conversation: 'cnv_4f2a' });
    const { visitor: _gone, ...nameless } = line(1, 'declined', 'inv_1');
    await page.tell({ type: 'activity.added', items: [nameless] });
    expect(page.text('#visitor')).toContain('Came without an invitation.');
    expect(page.text('#visitor')).not.toContain('declined');
  });
});
