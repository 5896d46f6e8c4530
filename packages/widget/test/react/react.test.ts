import { act, createElement, StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tillside, useTillside } from '../../src/react/index.ts';
import { json, page, RELAY, resetPage, serve, SITE } from '../helpers/shop.ts';

const options = { site: SITE, relayUrl: RELAY };
let root: ReturnType<typeof createRoot>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // Rules need downloads of their own, which take their time.
  serve({ playbook: () => json({ version: 'v1', rules: [] }) });
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(async () => {
  await act(async () => root.unmount());
  resetPage();
});
const draw = async (element: Parameters<typeof root.render>[0]): Promise<void> => {
  await act(async () => root.render(element));
  await act(async () => void (await vi.advanceTimersByTimeAsync(5)));
};
const widgets = () => document.querySelectorAll('tillside-widget').length;

describe('the React wrapper', () => {
  it('[SD9] runs while the component is on the page, and draws nothing itself', async () => {
    await draw(createElement(Tillside, options));
    expect(widgets()).toBe(1);
    expect(document.querySelector('div')?.innerHTML).toBe('');
    await draw(null);
    expect(widgets()).toBe(0);
    expect(page.Tillside).toBeUndefined();
  });

  it('[SD9] runs once where React mounts everything twice', async () => {
    await draw(createElement(StrictMode, null, createElement(Tillside, options)));
    expect(widgets()).toBe(1);
  });

  it('[SD9] gives the widget after the first effect, the same at each drawing', async () => {
    const seen: unknown[] = [];
    const Page = () => {
      seen.push(useTillside({ ...options }));
      return null;
    };
    await draw(createElement(Page));
    await draw(createElement(Page));
    expect(seen[0]).toBeUndefined();
    expect(new Set(seen.slice(1)).size).toBe(1);
    expect(seen.at(-1)).toBe(page.Tillside);
  });

  it('[SD9] has calls that an effect may be made of: they give nothing that React would call at its end', async () => {
    const Page = () => {
      const widget = useTillside(options);
      useEffect(() => widget?.track('view_item'), [widget]);
      useEffect(() => widget?.identify({ id: '1' }), [widget]);
      useEffect(() => widget?.open(), [widget]);
      return null;
    };
    const complaints = vi.spyOn(console, 'error');
    await draw(createElement(Page));
    await draw(null);
    expect(complaints.mock.calls).toEqual([]);
    expect(widgets()).toBe(0);
  });
});
