import type { Playbook, Rule } from '@tillside/rules';
import { extras } from '@tillside/rules/extras';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import { createPreview } from '../src/preview/create-preview.ts';
import type { PreviewHost } from '../src/preview/create-preview.ts';
import { createRules } from '../src/rules/rules.ts';
import type { Invite } from '../src/rules/rules.ts';

const rule = (id: string, change: Partial<Rule> = {}): Rule => ({
  id,
  name: `The rule ${id}`,
  on: [{ signal: 'exit_intent' }],
  when: { 'cart.value': { $gte: 500 } },
  invite: { text: { en: 'Hi' } },
  ...change,
});
const playbook: Playbook = { version: 'p1', rules: [rule('leaving'), rule('off', { enabled: false })] };

let ending: AbortController;
let invited: Invite[];
/** Bits: 1 functional, 2 analytics. */
let granted = 0;
let socket: string | undefined;

/** A page with the strip on it, and what stands behind it but the strip itself played by the test. */
async function start(preview: string | undefined = 'k1.key'): Promise<PreviewHost & { readonly root: ShadowRoot }> {
  const store = createStore('preview:site_a');
  const host = document.createElement('tillside-widget');
  const root = host.attachShadow({ mode: 'open' });
  const launcher = document.createElement('button');
  root.append(launcher);
  document.body.append(host);
  const { signal } = ending;
  const rules = createRules(
    { _playbook: playbook, _store: store, _signal: signal, _seed: 'vis_preview_a' },
    undefined,
    () => undefined,
    () => undefined,
    () => undefined,
  );
  rules._facts({ 'reps.availability': 'now', 'cart.value': 100 });
  const talk = {
    _link: { _state: () => socket },
    _invite: (decision: Invite) => void invited.push(decision),
  };
  const started = {
    _preview: preview,
    _boot: { site: 'site_a', team: { name: 'Alpha', kind: 'dedicated', reps: [{ id: 'rep_mara', name: 'Mara' }] } },
    _playbook: playbook,
    _store: store,
    _signal: signal,
    _rules: rules,
    _launcher: launcher,
    _consent: { _isGranted: (purposes = 7) => (granted & purposes) !== 0 },
    _load: async () => ({ extras }),
    _report: (error: unknown) => expect.unreachable(String(error)),
    _here: () => (socket === undefined ? undefined : talk),
    _withTalk: (act: (it: unknown) => void) => act(talk),
    root,
  };
  // Only what the strip uses of its host is there.
  createPreview(started as unknown as PreviewHost);
  await vi.advanceTimersByTimeAsync(1);
  return started as unknown as PreviewHost & { readonly root: ShadowRoot };
}

const text = (root: ShadowRoot): string => root.querySelector('.try')?.textContent ?? '';
const pass = () => vi.advanceTimersByTimeAsync(1_100);
const buttons = (root: ShadowRoot) => [...root.querySelectorAll('button')].filter((it) => it.textContent !== '');

beforeEach(() => {
  vi.useFakeTimers();
  ending = new AbortController();
  invited = [];
  granted = 0;
  socket = undefined;
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/cart?a=1#tillside=k1.key');
});
afterEach(() => {
  ending.abort();
  window.name = '';
  document.body.replaceChildren();
  vi.useRealTimers();
  delete (window as { Tillside?: unknown }).Tillside;
});

describe('the preview strip', () => {
  it('[PV1] keeps the key for this tab and takes it out of the address', async () => {
    await start();
    expect(window.name).toBe('#tillside=k1.key');
    expect(location.href.endsWith('/cart?a=1')).toBe(true);
    expect(sessionStorage.length).toBe(0);
  });

  it('[PV1] keeps it behind the name that the shop has given the tab, whenever it did', async () => {
    window.name = 'shop#tillside=old';
    await start();
    expect(window.name).toBe('shop#tillside=k1.key');
    window.name = 'other';
    await pass();
    expect(window.name).toBe('other#tillside=k1.key');
  });

  it('[PV1] leaves an address alone that has another fragment', async () => {
    history.replaceState(null, '', '/cart#reviews');
    await start();
    expect(location.hash).toBe('#reviews');
  });

  it('[PV2] shows consent, socket, reps, facts, and for each rule the first condition that is false now', async () => {
    const { root, _rules } = await start();
    expect(text(root)).toContain('Consent: none');
    expect(text(root)).toContain('Socket: not downloaded');
    expect(text(root)).toContain('Reps: now (Mara)');
    expect(text(root)).toContain('cart.value is 100; it has to be at least 500');
    expect(text(root)).toContain('the rule is switched off');
    expect(text(root)).toContain('cart.value: 100');
    granted = 3;
    socket = 'up';
    _rules._facts({ 'cart.value': 612 });
    await pass();
    expect(text(root)).toContain('Consent: functional and analytics');
    expect(text(root)).toContain('Socket: up');
    expect(text(root)).toContain('it would invite');
  });

  it('[PV2] lists the last ten signals and answers, the latest first, as they reach the engine', async () => {
    const { root, _rules } = await start();
    for (let index = 1; index <= 12; index += 1) _rules._signal({ name: 'scroll_depth', value: index });
    _rules._outcome('withheld', 'leaving');
    await pass();
    const list = root.querySelector('.try p + pre')?.textContent?.split('\n') ?? [];
    expect(list).toHaveLength(10);
    expect(list[0]).toMatch(/^\d\d:\d\d:\d\d withheld \(leaving\)$/);
    expect(list[1]).toMatch(/scroll_depth 12$/);
    expect(list[9]).toMatch(/scroll_depth 4$/);
    // Nothing is swallowed: the engine still hears all of it.
    _rules._signal({ name: 'scroll_depth', value: 99 }, { 'cart.value': 700 });
    expect(_rules._known()['cart.value']).toBe(700);
  });

  it('[PV3] shows any invitation at once, whatever keeps its rule from it, but not before consent', async () => {
    const { root } = await start();
    const show = () =>
      buttons(root).find((it) => it.getAttribute('aria-label') === 'Show this invitation: The rule leaving');
    expect(show()?.disabled).toBe(true);
    granted = 3;
    await pass();
    expect(show()?.disabled).toBe(false);
    show()?.click();
    expect(invited).toMatchObject([{ kind: 'invite', rule: 'leaving', trace: { rule: 'leaving' } }]);
  });

  it('[PV4] forgets all that this preview remembers and nothing of the shopper’s, and begins anew', async () => {
    const { root } = await start();
    localStorage.setItem('tillside:preview:site_a:credential', '"k1"');
    localStorage.setItem('tillside:preview:site_a:dnd', '1');
    localStorage.setItem('tillside:site_a:credential', '"shopper"');
    localStorage.setItem('theirs', '1');
    const destroy = vi.fn();
    (window as { Tillside?: unknown }).Tillside = { destroy };
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    buttons(root)
      .find((it) => it.textContent === 'Forget my answers')
      ?.click();
    expect(destroy).toHaveBeenCalledOnce();
    expect(reload).toHaveBeenCalledOnce();
    expect(Object.keys(localStorage).toSorted()).toEqual(['theirs', 'tillside:site_a:credential']);
    expect(window.name).toBe('#tillside=k1.key');
    reload.mockRestore();
  });

  it('[PV5] says when the relay did not take the key, and gives it up', async () => {
    const { root, _store } = await start();
    expect(text(root)).not.toContain('no good');
    _store._set('visitor', 'vis_preview_k7m2');
    await pass();
    expect(text(root)).not.toContain('no good');
    _store._set('visitor', 'vis_k7m2');
    await pass();
    expect(text(root)).toContain('The key is no good any more: this visit counts.');
    await pass();
    expect(window.name).toBe('');
  });

  it('[PV5] draws nothing any more once the widget is gone', async () => {
    const { root } = await start();
    ending.abort();
    granted = 2;
    await pass();
    expect(text(root)).toContain('Consent: none');
    expect(vi.getTimerCount()).toBe(0);
  });
});
