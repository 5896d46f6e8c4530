import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTeller } from '../../src/adapters/shared/teller.ts';
import type { Tell } from '../../src/adapters/shared/teller.ts';
import type { GuestHost } from '../../src/sdk/guests.ts';
import { attachTo, cleanPage } from './stage.ts';
import type { GuestStage } from './stage.ts';

const page = window as { dataLayer?: { push: (...entries: unknown[]) => unknown } };

describe('what several sources tell of', () => {
  let stage: GuestStage;
  let tell: Tell;
  /** A second part on the same page: a bundle of its own, with the same host. */
  let tellToo: Tell;
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    stage = attachTo((host: GuestHost) => {
      tell = createTeller(host);
      tellToo = createTeller(host);
    });
  });
  afterEach(() => {
    stage.ending.abort();
    cleanPage();
  });
  const push = (event: string) => page.dataLayer?.push({ event });
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('[AD2] without tags a platform’s word is told at once', () => {
    tell('theme', 'view_item', { value: 1 });
    expect(stage.told).toEqual([['view_item', { value: 1 }]]);
  });

  it('[AD2] two platforms on one page tell it once, and a second time when it happened twice', async () => {
    tell('theme', 'add_to_cart', {});
    tellToo('segment', 'add_to_cart', {});
    tell('theme', 'add_to_cart', {});
    tellToo('segment', 'add_to_cart', {});
    tellToo('segment', 'add_to_cart', {});
    expect(stage.names()).toHaveLength(3);
    await wait(3_001);
    tellToo('segment', 'add_to_cart', {});
    expect(stage.names()).toHaveLength(4);
  });

  it('[AD2] with tags it waits a second for them, and is not told when they tell it', async () => {
    push('gtm.dom');
    tell('theme', 'view_cart', {});
    await wait(999);
    push('view_cart');
    await wait(5_000);
    tell('theme', 'begin_checkout', {});
    expect(stage.names()).toEqual([]);
    await wait(1_000);
    expect(stage.names()).toEqual(['begin_checkout']);
  });

  it('[AD2] what the tags told shortly before is not told again', async () => {
    push('purchase');
    await wait(2_000);
    tell('theme', 'purchase', {});
    await wait(5_000);
    expect(stage.names()).toEqual([]);
  });

  it('[AD2] what waits when the page is left is told then, in order and once', async () => {
    vi.stubGlobal('gtag', () => undefined);
    tell('theme', 'begin_checkout', {});
    tell('theme', 'purchase', {});
    window.dispatchEvent(new Event('pagehide'));
    expect(stage.names()).toEqual(['begin_checkout', 'purchase']);
    await wait(5_000);
    expect(stage.names()).toHaveLength(2);
  });

  it('[AD2] what the widget itself pushes is no tag of the shop’s', () => {
    push('tillside_invitation');
    tell('theme', 'view_cart', {});
    expect(stage.names()).toEqual(['view_cart']);
  });

  it('[AD5] nothing is told once the widget is gone, not even what waited', async () => {
    push('gtm.dom');
    tell('theme', 'view_cart', {});
    stage.ending.abort();
    await wait(5_000);
    tell('theme', 'view_item', {});
    window.dispatchEvent(new Event('pagehide'));
    expect(stage.names()).toEqual([]);
  });
});
