import { heldBack } from './brake.ts';
import type { Brake } from './brake.ts';
import { mayHold, roomFor } from './forecast.ts';
import type { Outlook } from './forecast.ts';
import { moveThreshold, plenty, rankOf } from './threshold.ts';
import type { Request } from './threshold.ts';

/** A team that could answer. */
export interface Option {
  readonly team: string;
  readonly outlook: Outlook;
  /** Slots of all reps who are there, free or not. */
  readonly slots: number;
  readonly brake: Brake;
}

/** An invitation that is asked for. */
export interface Asked {
  /** In the order in which they are to answer. */
  readonly options: readonly Option[];
  /** A named rep is to be promised: a slot is held. */
  readonly isHeld: boolean;
  /** Of the rule's invitations, how many are accepted. */
  readonly share: number;
  /** The site's: how sure a reply in time must be. */
  readonly chance: number;
  /** Where the site's threshold stands. */
  readonly threshold: number;
  /** The site's recent requests, this one not among them. */
  readonly requests: readonly Request[];
  readonly value: number;
  /** 0 to 1, anything but foreseeable: which of two equal carts goes first. */
  readonly draw: number;
}

/** Why nobody was invited, as the journal has it. */
export type MissedReason = 'no_capacity' | 'brake' | 'below_threshold';

/** A team that would answer in time, and how many more unheld invitations it may have under way; for a held one 1. */
export interface Place {
  readonly team: string;
  readonly room: number;
}

/** `threshold`: where it stands from now on. */
export type Verdict = { readonly threshold: number } & (
  | { readonly kind: 'may'; readonly places: readonly Place[] }
  | { readonly kind: 'missed'; readonly reason: MissedReason }
);

/** May somebody be invited now? Decided at once: a request never waits for a better moment. */
export function judge(asked: Asked): Verdict {
  const { options, requests, value, draw } = asked;
  const places = options.flatMap(({ team, outlook, slots, brake }) => {
    const room = roomOf({ ...outlook, free: outlook.free - heldBack(brake, slots) }, asked);
    return room === 0 ? [] : [{ team, room }];
  });
  const threshold = moveThreshold(
    asked.threshold,
    places.reduce((sum, { room }) => sum + room, 0),
  );
  if (places.length === 0) {
    const isBrake = options.some(({ brake, outlook }) => brake.share > 0 && roomOf(outlook, asked) > 0);
    return { kind: 'missed', reason: isBrake ? 'brake' : 'no_capacity', threshold };
  }
  if (rankOf(requests, value, draw) < threshold) return { kind: 'missed', reason: 'below_threshold', threshold };
  return { kind: 'may', places, threshold };
}

function roomOf(outlook: Outlook, { isHeld, share, chance }: Asked): number {
  return isHeld ? holdsLeft(outlook, chance) : roomFor(outlook, share, chance);
}

/** Held invitations one after the other: the threshold goes by how many, up to where there is plenty. */
function holdsLeft(outlook: Outlook, chance: number): number {
  let held = 0;
  while (held < plenty && mayHold({ ...outlook, free: outlook.free - held }, chance)) held += 1;
  return held;
}
