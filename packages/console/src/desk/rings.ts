import type { FloorItem, ToldRep } from '@tillside/protocol';

/** A conversation that rings for this rep. */
export interface Ring {
  readonly conversation: string;
  readonly engagement: string;
  readonly site: string;
  /** By the relay's clock: then it moves on to the next rep. Unknown for a ring found on the floor after a reconnect. */
  readonly untilAt: number | undefined;
  /** The floor has shown it: once the floor shows it no more, it rings no more. */
  readonly isOnFloor: boolean;
}

export type Rings = readonly Ring[];

/** How long a ring may outlive its end without a word from the relay, before it is taken as gone. Milliseconds. */
const OVERDUE_MS = 3_000;

export function startRing(rings: Rings, frame: ToldRep['ring.started']): Rings {
  const { conversation, engagement, site, untilAt } = frame;
  return [...without(rings, conversation), { conversation, engagement, site, untilAt, isOnFloor: false }];
}

export function endRing(rings: Rings, frame: ToldRep['ring.ended']): Rings {
  return rings.filter((ring) => ring.conversation !== frame.conversation || ring.engagement !== frame.engagement);
}

/**
 * The floor is the truth: what it shows ringing rings, even if the frame that said so went to a socket that is gone; what it shows in
 * another state does not. A ring the floor does not know yet stays until it is overdue, because the two come in either order.
 */
export function settleRings(rings: Rings, mine: readonly FloorItem[], now: number): Rings {
  const kept = rings.flatMap((ring) => {
    const item = mine.find(({ conversation }) => conversation === ring.conversation);
    if (item === undefined) return ring.isOnFloor || isOverdue(ring, now) ? [] : [ring];
    return item.state === 'ringing' && item.engagement === ring.engagement ? [{ ...ring, isOnFloor: true }] : [];
  });
  const found = mine
    .filter((item) => item.state === 'ringing' && !kept.some((ring) => ring.conversation === item.conversation))
    .map(({ conversation, engagement, site }) => ({
      conversation,
      engagement,
      site,
      untilAt: undefined,
      isOnFloor: true,
    }));
  return [...kept, ...found];
}

const isOverdue = ({ untilAt }: Ring, now: number): boolean => untilAt !== undefined && now > untilAt + OVERDUE_MS;

/** Drops what is overdue without a word from the relay. */
export function expireRings(rings: Rings, now: number): Rings {
  return rings.some((ring) => isOverdue(ring, now)) ? rings.filter((ring) => !isOverdue(ring, now)) : rings;
}

const without = (rings: Rings, conversation: string): Rings =>
  rings.filter((ring) => ring.conversation !== conversation);
