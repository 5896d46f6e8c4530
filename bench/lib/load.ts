import { setTimeout as delay } from 'node:timers/promises';
import { now, runMetronome } from './metronome.ts';
import type { Pair } from './pairs.ts';

/** Beats a second of the metronome; a higher rate sends several messages a beat, each by another pair. */
const beatsPerSecond = 1_000;
/** What is under way when a phase ends must arrive within this. */
const settleWithinMs = 5_000;

/** A load on a number of pairs, one phase after the other. Every message sent must arrive, in order, and be acknowledged. */
export interface Load {
  /** One message by each pair, the next pair once it arrived: what a first message sets in motion is over after this. */
  begin(): Promise<void>;
  /** Every pair keeps `inFlight` messages under way; resolves to messages a second. */
  saturate(inFlight: number, forMs: number): Promise<{ readonly perSecond: number; readonly count: number }>;
  /**
   * So many messages a second over all pairs, whatever comes back; resolves to how long each took from the instant it was due, so that
   * waiting to be sent counts too. Milliseconds.
   */
  atRate(perSecond: number, forMs: number): Promise<readonly number[]>;
}

export function createLoad(pairs: readonly Pair[]): Load {
  const sent = pairs.map(() => 0);
  const arrived = pairs.map(() => 0);

  function send(index: number): number {
    const n = (sent[index] ?? 0) + 1;
    sent[index] = n;
    pairs[index]?.send(n);
    return n;
  }

  function onEach(hear: (index: number, n: number) => void): void {
    pairs.forEach((pair, index) => {
      pair.onArrived = (n) => {
        arrived[index] = n;
        hear(index, n);
      };
    });
  }

  async function settled(): Promise<void> {
    const isDone = (index: number) => arrived[index] === sent[index] && pairs[index]?.acknowledged() === sent[index];
    const giveUpAt = now() + settleWithinMs;
    while (!pairs.every((_, index) => isDone(index))) {
      if (now() > giveUpAt) throw new Error('messages were lost: they did not arrive, or were not acknowledged');
      await delay(10);
    }
  }

  return {
    async begin() {
      for (const [index] of pairs.entries()) {
        const isThere = new Promise<void>((resolve) => onEach(() => resolve()));
        send(index);
        await isThere;
      }
      await settled();
    },
    async saturate(inFlight, forMs) {
      let count = 0;
      let isOver = false;
      onEach((index) => {
        if (isOver) return;
        count += 1;
        send(index);
      });
      const from = now();
      for (const [index] of pairs.entries()) for (let n = 0; n < inFlight; n += 1) send(index);
      await delay(forMs);
      isOver = true;
      const perSecond = (count * 1000) / (now() - from);
      await settled();
      return { perSecond, count };
    },
    async atRate(perSecond, forMs) {
      const latencies: number[] = [];
      const dueAt = new Map<string, number>();
      onEach((index, n) => {
        const key = `${index}/${n}`;
        latencies.push(now() - (dueAt.get(key) ?? Number.NaN));
        dueAt.delete(key);
      });
      const perBeat = Math.max(1, Math.round(perSecond / beatsPerSecond));
      let next = 0;
      await runMetronome((1000 * perBeat) / perSecond, Math.round((perSecond * forMs) / 1000 / perBeat), (due) => {
        for (let n = 0; n < perBeat; n += 1) {
          next = (next + 1) % pairs.length;
          dueAt.set(`${next}/${(sent[next] ?? 0) + 1}`, due);
          send(next);
        }
      });
      await settled();
      return latencies;
    },
  };
}
