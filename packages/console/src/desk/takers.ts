import type { FloorItem, RepView, TeamView } from '@tillside/protocol';
import { colleaguesOf } from './colleagues.ts';
import type { ShownStatus } from './colleagues.ts';

interface Possible {
  readonly key: string;
  readonly name: string;
  readonly isPossible: boolean;
}

export interface RepTaker extends Possible {
  readonly to: { readonly rep: string };
  readonly shown: ShownStatus;
  /** Conversations this rep would take now. */
  readonly free: number;
}

export interface TeamTaker extends Possible {
  readonly to: { readonly team: string };
  readonly available: number;
}

/** Somebody a conversation may be given to. */
export type Taker = RepTaker | TeamTaker;

/** Colleagues, those with most room first. Live, only who could be rung now is possible; a message may be given to anybody. */
export function repTakers(reps: readonly RepView[], self: string, isByMessage: boolean): readonly RepTaker[] {
  return colleaguesOf(reps, self)
    .map(({ id, name, shown, free }) => {
      const isPossible = isByMessage || (shown === 'available' && free > 0);
      return { key: id, to: { rep: id }, name, shown, free, isPossible };
    })
    .toSorted((a, b) => Number(b.isPossible) - Number(a.isPossible) || roomOf(b) - roomOf(a));
}

/** Room counts for who can be rung only. */
const roomOf = ({ shown, free }: RepTaker): number => (shown === 'available' ? free : 0);

/** Teams that may have conversations of this shop. */
export function teamTakers(
  teams: readonly TeamView[],
  { site }: Pick<FloorItem, 'site'>,
  own: { readonly team: string; readonly isAvailable: boolean },
  isByMessage: boolean,
): readonly TeamTaker[] {
  return teams
    .filter(({ sites }) => sites.includes(site))
    .map(({ id, name, available }) => {
      // Who gives it does not count.
      const others = id === own.team && own.isAvailable ? available - 1 : available;
      return { key: id, to: { team: id }, name, available: others, isPossible: isByMessage || others > 0 };
    });
}
