import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { FloorItem, RepTold, Status, ToldRep } from '@tillside/protocol';
import { applyFloor, emptyFloor } from '../desk/floor.ts';
import type { Floor } from '../desk/floor.ts';
import { endRing, expireRings, settleRings, startRing } from '../desk/rings.ts';
import type { Ring, Rings } from '../desk/rings.ts';

/** What the relay tells of the rep's floor, and what rings. */
export interface FloorStore {
  readonly floor: ReadonlySignal<Floor>;
  readonly rings: ReadonlySignal<Rings>;
  /** The first ring, with the floor's line of it once it is known. */
  readonly ring: ReadonlySignal<{ readonly ring: Ring; readonly item: FloorItem | undefined } | undefined>;
  onTold(frame: RepTold): void;
  /** The rep answered or passed on: it rings no more here, whatever the relay's next word is. */
  endRing(ring: Ring): void;
  /** The relay took a new status; its next floor says so too. */
  setStatus(status: Status): void;
  /** Time went on. */
  tick(now: number): void;
}

export interface FloorListener {
  /** A ring ended by itself. */
  readonly onRingEnded: (ring: Ring, cause: 'no_answer' | 'gone') => void;
  /** A conversation went to somebody else. */
  readonly onEnded: (ended: ToldRep['assignment.ended']) => void;
  /** A conversation is this rep's without a ring: the team takes what comes. */
  readonly onBegun: (item: FloorItem) => void;
}

const isOf =
  ({ engagement }: Pick<Ring, 'engagement'>) =>
  (ring: Ring): boolean =>
    ring.engagement === engagement;

export function createFloorStore(status: Status, now: () => number, listener: FloorListener): FloorStore {
  const floor = signal<Floor>(emptyFloor(status));
  const rings = signal<Rings>([]);
  /** Engagements whose ring this rep has dealt with: a floor that is a moment old must not make them ring again. */
  const done = new Set<string>();
  /** Rings that a floor ended before the relay said why, by engagement: the two come in either order. */
  const unexplained = new Map<string, Ring>();
  const keep = (next: Rings): void =>
    void (rings.value = next.some((ring) => done.has(ring.engagement))
      ? next.filter((ring) => !done.has(ring.engagement))
      : next);
  /** What is active and was not among this rep's before in any state, nor rang here. */
  const tellBegun = (known: Floor, mine: readonly FloorItem[]): void => {
    if (!known.isKnown) return;
    for (const item of mine) {
      const wasHere = known.mine.some(({ engagement }) => engagement === item.engagement);
      const isAnswered = done.has(item.engagement) || rings.value.some(isOf(item));
      if (item.state === 'active' && !wasHere && !isAnswered) listener.onBegun(item);
    }
  };
  return {
    floor,
    rings,
    ring: computed(() => {
      const ring = rings.value[0];
      return ring && { ring, item: floor.value.mine.find((item) => item.conversation === ring.conversation) };
    }),
    onTold(frame) {
      if (frame.type === 'floor.changed') {
        const before = rings.value;
        const known = floor.value;
        floor.value = applyFloor(frame);
        tellBegun(known, floor.value.mine);
        keep(settleRings(before, floor.value.mine, now()));
        for (const ring of before) if (!rings.value.some(isOf(ring))) unexplained.set(ring.engagement, ring);
      } else if (frame.type === 'ring.started') {
        // It may come round again to this rep, after others.
        done.delete(frame.engagement);
        unexplained.delete(frame.engagement);
        keep(startRing(rings.value, frame));
      } else if (frame.type === 'assignment.ended') {
        listener.onEnded(frame);
      } else if (frame.type === 'ring.ended') {
        const ring = rings.value.find(isOf(frame)) ?? unexplained.get(frame.engagement);
        unexplained.delete(frame.engagement);
        rings.value = endRing(rings.value, frame);
        done.add(frame.engagement);
        const { cause } = frame;
        if (ring && (cause === 'no_answer' || cause === 'gone')) listener.onRingEnded(ring, cause);
      }
    },
    endRing(ring) {
      done.add(ring.engagement);
      keep(rings.value);
    },
    setStatus: (next) => void (floor.value = { ...floor.value, status: next }),
    tick: (at) => keep(expireRings(rings.value, at)),
  };
}
