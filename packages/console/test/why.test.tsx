import type { ActivityItem } from '@tillside/protocol';
import type { Playbook, Trace } from '@tillside/rules';
import { packTrace } from '@tillside/rules/explain';
import { describe, expect, it, vi } from 'vitest';
import type { Api } from '../src/http/api.ts';
import { NOON, attached, entry, floor, item } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';
import type { OpenConsole } from './helpers/open-console.tsx';

const playbook: Playbook = {
  version: 'v7',
  limits: { perVisit: 2 },
  experiments: [
    {
      id: 'spring',
      arms: [
        { id: 'asked', share: 90 },
        { id: 'left-alone', share: 10, holdout: true },
      ],
    },
  ],
  rules: [
    {
      id: 'lingering',
      name: 'Lingering in step 1',
      on: [{ signal: 'step_dwell', of: '1', afterMs: 20_000 }],
      when: {
        'cart.currency': 'USD',
        'cart.value': { $gte: 30_000 },
        $or: [{ 'visit.device': 'phone' }, { 'visit.pages': { $gte: 3 } }],
        'page.type': { $not: { $eq: 'home' } },
      },
      audience: { experiment: 'spring' },
      funnel: 1,
      invite: { text: { en: 'Hi' } },
    },
    { id: 'third', name: 'Third product page', on: [{ signal: 'page_view' }], invite: { text: { en: 'Hi' } } },
  ],
};
const trace: Trace = {
  rule: 'lingering',
  entry: 0,
  signal: 'step_dwell',
  at: NOON,
  bits: '11010',
  values: ['USD', 61_200, 'desktop', 7, 'checkout'],
  limits: [1, 1, 1, 0],
  arm: 'asked',
  losers: [['third', 'funnel']],
};
const line = (part: Partial<ActivityItem> = {}): ActivityItem => ({
  site: 'site_halden',
  number: 1,
  at: NOON - 300_000,
  kind: 'invitation.granted',
  invitation: 'inv_1',
  visitor: 'vis_00004f2a',
  rule: 'lingering',
  playbook: 'v7',
  trace: packTrace(trace),
  ...part,
});
const getPlaybook = () => vi.fn<Api['playbook']>(() => Promise.resolve({ kind: 'ok', value: playbook }));

async function openActivity(items: readonly ActivityItem[], api: Partial<Api> = {}): Promise<OpenConsole> {
  const page = await openConsole({ hash: '#/activity', api: { playbook: getPlaybook(), ...api } });
  await page.tell({ type: 'activity.added', items: [...items] });
  return page;
}
/** The words are loaded as a file of their own: that takes real time. */
async function ask(page: OpenConsole, name: string | RegExp = 'Why? Lingering'): Promise<void> {
  await page.does(() => page.button(name).click());
  await vi.waitFor(() => expect(page.find('.why').getAttribute('aria-busy')).toBe('false'), { timeout: 10_000 });
  await page.passes(20);
}
const cells = (page: OpenConsole, row: number): readonly string[] =>
  [...(page.root.querySelectorAll('.conditions tbody tr')[row]?.children ?? [])].map((cell) => cell.textContent);

describe('why a visitor was invited', () => {
  it('[DWH1] is told from the activity list', async () => {
    const page = await openActivity([line()]);
    await ask(page);
    expect(page.text('.dialog-head')).toContain('Why was this visitor invited?');
    expect(page.text('.why-top h3')).toBe('Lingering in step 1');
    expect(page.text('.why-top')).toContain('5m ago');
    expect(page.text('.why')).toContain('After 20 seconds in step 1 of the checkout');
    expect(cells(page, 0)).toEqual(['Cart currency', '“USD”', '“USD”', 'As wanted']);
    expect(cells(page, 1)).toEqual(['Cart value', 'at least $300.00', '$612.00', 'As wanted']);
    expect(cells(page, 2)).toEqual(['Deviceone of several ways', 'a phone', 'a computer', 'Not as wanted']);
    expect(cells(page, 3)[1]).toBe('at least 3');
    expect(cells(page, 4)).toEqual(['Kind of page', 'not the home page', 'the checkout', 'As wanted']);
    const limits = [...page.root.querySelectorAll('.why-limits > div')].map(({ textContent }) => textContent);
    expect(limits).toEqual([
      'In this visit1 of 2',
      'By this rule in this visit1 of 1 · in the way',
      'To this visitor within 90 days1 of 40',
      'Deepest level in 24 hours0; this rule has 1',
    ]);
    expect(page.text('.why')).toContain('In the experiment “spring” the visitor is in group “asked”.');
    expect(page.text('.why-others')).toBe(
      'Third product pageits level is not deeper than that of an earlier invitation',
    );
    expect(page.text('.why-version')).toBe('Playbook v7');
  });

  it('[DWH1] is told beside the visitor, and closes again', async () => {
    const first = [floor({ mine: [item('4f2a', { visitor: 'vis_00004f2a' })] })];
    const page = await openConsole({ hash: '#/desk/cnv_4f2a', first, api: { playbook: getPlaybook() } });
    await page.tell({ type: 'activity.added', items: [line(), line({ number: 2, kind: 'invitation.accepted' })] });
    await ask(page);
    expect(page.text('.why-top')).toContain('accepted');
    await page.does(() => page.button('Close').click());
    expect(page.root.querySelector('.why')).toBeNull();
  });

  it('[DWH1] of a missed one and one held out the title says would have been', async () => {
    const missed = line({ kind: 'invitation.missed', invitation: 'inv_2', number: 2, reason: 'no_capacity' });
    const page = await openActivity([missed]);
    await ask(page);
    expect(page.text('.dialog-head')).toContain('Why would this visitor have been invited?');
    expect(page.text('.why-top')).toContain('missed · no rep could answer soon');
    const held = await openActivity([line({ kind: 'invitation.would_grant', reason: 'held_out' })]);
    expect(held.text('.act')).toContain('held out · not invited, to compare with those who are');
    await ask(held);
    expect(held.text('.dialog-head')).toContain('Why would this visitor have been invited?');
  });

  it('[DWH1] is not offered where no trace was kept', async () => {
    const { trace: _trace, ...bare } = line({ kind: 'invitation.suppressed', reason: 'declined' });
    const page = await openActivity([bare]);
    expect(page.root.querySelector('.why-ask')).toBeNull();
  });

  it('[DWH2] has a mark and a word for each verdict', async () => {
    const page = await openActivity([line({ trace: packTrace({ ...trace, bits: '1101-' }) })]);
    await ask(page);
    const verdicts = [...page.root.querySelectorAll('.condition-verdict')];
    expect(verdicts.map(({ textContent }) => textContent)).toEqual([
      'As wanted',
      'As wanted',
      'Not as wanted',
      'As wanted',
      'Not looked at',
    ]);
    const marks = verdicts.map((cell) => cell.querySelector('.icon')?.innerHTML);
    expect(marks.every(Boolean)).toBe(true);
    expect(new Set(marks).size).toBe(3);
  });

  it('[DWH3] fetches a playbook once', async () => {
    const fetchPlaybook = getPlaybook();
    const page = await openActivity([line()], { playbook: fetchPlaybook });
    for (let round = 0; round < 2; round++) {
      await ask(page);
      await page.does(() => page.button('Close').click());
    }
    expect(fetchPlaybook.mock.calls).toEqual([['site_halden', 'v7']]);
  });

  it('[DWH3] says what cannot be read with the playbook', async () => {
    const page = await openActivity([line({ rule: 'gone' })]);
    await ask(page, 'Why? Gone');
    expect(page.text('.why-top h3')).toBe('gone');
    expect(page.text('.why')).toContain('cannot be read with this playbook');
    const other = await openActivity([line({ trace: 'damaged' })]);
    await ask(other);
    expect(other.text('.why-top h3')).toBe('Lingering in step 1');
    expect(other.text('.why')).toContain('cannot be read with this playbook');
    expect(other.root.querySelector('.conditions')).toBeNull();
  });

  const invited = entry(1, 'invitation', { invitation: 'inv_1', rule: 'lingering', text: 'Any question?' });
  const openOld = async (api: Partial<Api>): Promise<OpenConsole> => {
    const first = [floor({ mine: [item('4f2a')] }), attached({ top: 1 }), invited];
    return openConsole({ hash: '#/desk/cnv_4f2a', first, api: { playbook: getPlaybook(), ...api } });
  };

  it('[DWH4] looks an older one up in the journal', async () => {
    const invitation = vi.fn<Api['invitation']>(() => Promise.resolve({ kind: 'ok', value: line() }));
    const page = await openOld({ invitation });
    await ask(page);
    expect(invitation.mock.calls).toEqual([['site_halden', 'inv_1', invited.at]]);
    expect(page.text('.why-top h3')).toBe('Lingering in step 1');
  });

  it('[DWH5] tells what is not known from what failed, which can be tried again', async () => {
    const unknown = await openOld({});
    await ask(unknown);
    expect(unknown.text('.why')).toContain('Nothing was recorded');
    let isUp = false;
    const failing: Api['playbook'] = () =>
      Promise.resolve(isUp ? { kind: 'ok', value: playbook } : { kind: 'unreachable' });
    const page = await openActivity([line()], { playbook: failing });
    await ask(page);
    expect(page.text('.why')).toContain('This could not be loaded');
    isUp = true;
    await page.does(() => page.button('Try again').click());
    await vi.waitFor(() => expect(page.find('.why').getAttribute('aria-busy')).toBe('false'), { timeout: 10_000 });
    expect(page.text('.why-top h3')).toBe('Lingering in step 1');
  });
});
