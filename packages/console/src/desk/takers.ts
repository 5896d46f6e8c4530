import type { FloorItem, RepView, TeamView } from '@tillside/protocol';

/** Somebody a conversation may be given to. */
export type Taker =
  | {
      readonly key: string;
      readonly to: { readonly rep: string };
      readonly name: string;
      readonly shown: RepView['status'];
      /** Conversations this rep would take now. */
      readonly free: number;
      readonly isPossible: boolean;
    }
  | {
      readonly key: string;
      readonly to: { readonly team: string };
      readonly name: string;
      readonly available: number;
      readonly isPossible: boolean;
    };

export type RepTaker = Extract<Taker, { to: { rep: string } }>;
export type TeamTaker = Extract<Taker, { to: { team: string } }>;

const ORDER = { available: 0, away: 1, offline: 2 } as const;

/** Colleagues, those with most room first. Live, only who could be rung now is possible; a message may be given to anybody. */
export function repTakers(reps: readonly RepView[], self: string, isByMessage: boolean): readonly RepTaker[] {
  return reps
    .filter(({ id }) => id !== self)
    .map((rep) => {
      const shown = rep.isPresent ? rep.status : ('offline' as const);
      const free = Math.max(0, rep.capacity - rep.load);
      const isPossible = isByMessage || (shown === 'available' && free > 0 && rep.isOffShift !== true);
      return { key: rep.id, to: { rep: rep.id }, name: rep.name, shown, free, isPossible };
    })
    .toSorted((a, b) => ORDER[a.shown] - ORDER[b.shown] || b.free - a.free || a.name.localeCompare(b.name));
}

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
