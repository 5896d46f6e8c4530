import type { ConversationRecord, Engagement } from '../../ports/index.ts';

/** May a queued engagement be put before this rep? One that is being given to somebody, only before whom it is given to, and in time. */
export function mayRing({ transfer }: Engagement, rep: string, team: string, at: number): boolean {
  if (transfer === undefined) return true;
  const { to, until } = transfer;
  return at < until && to.team === team && (to.rep === undefined || to.rep === rep);
}

/** Who is rung first if free: whose it was by message, then whom the invitation showed, then who answered last. */
export function preferredRep({ engagement, lastRep }: ConversationRecord): string | undefined {
  return engagement?.prefer ?? engagement?.shown ?? lastRep;
}
