import { hrtime } from 'node:process';
import { takeOverTime } from './globals.ts';
import { live } from './life.ts';
import type { Lived } from './life.ts';
import { createPlan } from './plan.ts';
import type { Action, Plan } from './plan.ts';
import { openShop } from './shop.ts';

/** What many lives came to. */
export interface Summary {
  readonly seeds: number;
  readonly seconds: number;
  readonly messages: number;
  readonly events: number;
  readonly injected: Readonly<Record<string, number>>;
  readonly recovered: Readonly<Record<string, number>>;
  /** How long after the end of trouble everything was delivered, of every hundred lives the slowest, the middle. Milliseconds. */
  readonly calmAfterMs: { readonly p50: number; readonly p99: number; readonly most: number };
  readonly failed: readonly { readonly seed: number; readonly faults: readonly string[] }[];
}

/** Wall time, which nobody takes over. */
export const seconds = (): number => Number(hrtime.bigint() / 1_000n) / 1e6;

/** This process lives lives from now on. */
export async function createLives() {
  const shop = await openShop();
  takeOverTime();

  const liveOnce = (plan: Plan, trace?: (line: string) => void): Promise<Lived> => live(plan, shop, trace);

  async function liveMany(first: number, isOver: (lived: number, failed: number) => boolean): Promise<Summary> {
    const started = seconds();
    const injected: Record<string, number> = {};
    const recovered: Record<string, number> = {};
    const failed: { seed: number; faults: readonly string[] }[] = [];
    const calm: number[] = [];
    let messages = 0;
    let events = 0;
    let seed = first;
    for (; !isOver(seed - first, failed.length); seed += 1) {
      const lived = await liveOnce(createPlan(seed));
      messages += lived.messages;
      events += lived.events;
      calm.push(lived.calmAfterMs);
      addTo(injected, lived.injected);
      addTo(recovered, lived.recovered);
      if (lived.faults.length > 0) failed.push({ seed, faults: lived.faults });
    }
    calm.sort((a, b) => a - b);
    const at = (share: number): number => calm[Math.min(calm.length - 1, Math.floor(calm.length * share))] ?? 0;
    const calmAfterMs = { p50: at(0.5), p99: at(0.99), most: at(1) };
    return {
      seeds: seed - first,
      seconds: seconds() - started,
      messages,
      events,
      injected,
      recovered,
      calmAfterMs,
      failed,
    };
  }

  /** The fewest actions that still go wrong: halves, quarters … are left out as long as that leaves a fault. */
  async function shorten(plan: Plan): Promise<Plan> {
    let { actions } = plan;
    const fails = async (fewer: readonly Action[]): Promise<boolean> =>
      (await liveOnce({ ...plan, actions: fewer })).faults.length > 0;
    for (let size = Math.ceil(actions.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < actions.length;) {
        const fewer = [...actions.slice(0, at), ...actions.slice(at + size)];
        if (await fails(fewer)) actions = fewer;
        else at += size;
      }
    }
    return { ...plan, actions };
  }

  return { liveOnce, liveMany, shorten };
}

function addTo(to: Record<string, number>, from: Readonly<Record<string, number>>): void {
  for (const [name, by] of Object.entries(from)) to[name] = (to[name] ?? 0) + by;
}
