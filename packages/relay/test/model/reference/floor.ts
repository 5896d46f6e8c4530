import {
  byMessageShown,
  missedKept,
  presenceGraceMs,
  presenceLeaseMs,
  rankedAtMost,
  releasedKeptMs,
} from '../../../src/ports/index.ts';
import type {
  AssignRequest,
  Candidate,
  ClaimRequest,
  ClaimResult,
  FloorPort,
  Grant,
  RankRequest,
  RepOnFloor,
} from '../../../src/ports/index.ts';
import { byTime, charge, plain, served } from './floor-queue.ts';
import { fresh } from './floor-state.ts';
import type { FloorState, RepState, Team } from './floor-state.ts';
import { at, byText, copy } from './ground.ts';
import type { Ground } from './ground.ts';

/** Exact, where fractions of fractions would not be. */
const thousandths = ({ weight = 1 }: Candidate) => Math.round(weight * 1_000);

export function referenceFloor(ground: Ground, state: FloorState): FloorPort {
  const { act, time } = ground;
  const of = (team: string): Team => at(state, team, fresh);
  const admit = (team: Team, rep: string): RepState => at(team.reps, rep, () => ({ status: 'offline', idleSince: 0 }));
  const raise = (team: string) => {
    of(team).version += 1;
    ground.ring(`team/${team}`);
  };
  const isPresent = (team: Team, rep: string, now: number) =>
    now < Math.max(-Infinity, ...(team.leases.get(rep)?.values() ?? []));

  function stand(team: Team, rep: string, now: number): RepOnFloor {
    const { status, idleSince, cause } = team.reps.get(rep) ?? { status: 'offline', idleSince: 0 };
    const until = Math.max(-Infinity, ...(team.leases.get(rep)?.values() ?? []));
    const missed = team.missed.get(rep)?.count;
    return {
      rep,
      status,
      isPresent: isPresent(team, rep, now),
      isLost: now >= until + presenceGraceMs,
      load: [...team.claims.values()].filter((claim) => claim.rep === rep).length,
      idleSince,
      ...(cause === undefined ? {} : { cause }),
      ...(missed === undefined ? {} : { missed }),
    };
  }

  /** Who is there at all, and of them who is free, the best first. */
  function look({ team: id, candidates, prefer, exclude = [] }: RankRequest, now: number) {
    const team = of(id);
    const there = candidates
      .map((candidate) => ({ ...stand(team, candidate.rep, now), ...candidate, thousandths: thousandths(candidate) }))
      .filter((one) => one.status === 'available' && one.isPresent && !exclude.includes(one.rep));
    return inOrder(there, prefer, now);
  }

  /** The same by message, where everybody is there. */
  function lookByMessage({ team: id, candidates, prefer }: AssignRequest, now: number) {
    const team = of(id);
    const there = candidates.map((candidate) => ({
      ...stand(team, candidate.rep, now),
      ...candidate,
      thousandths: thousandths(candidate),
      load: [...team.byMessage.values()].filter(({ rep }) => rep === candidate.rep).length,
    }));
    return inOrder(there, prefer, now);
  }

  function inOrder(
    there: readonly (RepOnFloor & Candidate & { readonly thousandths: number })[],
    prefer: string | undefined,
    now: number,
  ) {
    const free = there
      .filter(({ load, capacity }) => load < capacity)
      .toSorted(
        (a, b) =>
          Number(b.rep === prefer) - Number(a.rep === prefer) ||
          a.load / (a.capacity * a.thousandths) - b.load / (b.capacity * b.thousandths) ||
          (now - b.idleSince) * b.thousandths - (now - a.idleSince) * a.thousandths ||
          byText(a.rep, b.rep),
      )
      .map(({ rep }) => rep);
    return { free, reason: there.length === 0 ? ('nobody' as const) : ('at_capacity' as const) };
  }

  function claimRep(request: ClaimRequest, now: number): ClaimResult {
    const { claim, site, conversation, state: claimState, dueAfterMs, order, version, serves } = request;
    const team = of(request.team);
    const old = team.claims.get(claim);
    if (old !== undefined) return { kind: 'claimed', rep: old.rep, dueAt: old.at + dueAfterMs };
    if (version !== undefined && version !== team.version) return { kind: 'none', reason: 'moved_on' };
    const { free, reason } = look(request, now);
    if (free.length === 0) return { kind: 'none', reason };
    const [rep] = order === undefined ? free : order.filter((one) => free.includes(one));
    if (rep === undefined) return { kind: 'none', reason: 'moved_on' };
    const dueAt = now + dueAfterMs;
    team.claims.set(claim, { claim, rep, site, conversation, state: claimState, dueAt, at: now });
    if (serves !== undefined) charge(team.turns, serves.site, serves.share);
    raise(request.team);
    return { kind: 'claimed', rep, dueAt };
  }

  /** Under way: the others are forgotten. */
  function grantsOf(team: Team, now: number): Map<string, Grant> {
    for (const { grant, until } of [...team.grants.values()]) if (until <= now) team.grants.delete(grant);
    return team.grants;
  }

  return {
    setStatus: (team, rep, status, nowMs) =>
      act(() => {
        const found = admit(of(team), rep);
        if (found.status === status && found.cause === undefined) return;
        found.status = status;
        found.cause = undefined;
        if (status === 'available') {
          found.idleSince = time(nowMs);
          of(team).missed.delete(rep);
        }
        raise(team);
      }),
    pause: (team, rep, cause) =>
      act(() => {
        const found = of(team).reps.get(rep);
        if (found?.status !== 'available') return 'unchanged' as const;
        found.status = 'away';
        found.cause = cause;
        raise(team);
        return 'paused' as const;
      }),
    noteMissed: (team, rep, claim) =>
      act(() => {
        const found = at(of(team).missed, rep, () => ({ count: 0, claims: [] }));
        if (!found.claims.slice(-missedKept).includes(claim)) {
          found.count += 1;
          found.claims.push(claim);
        }
        return found.count;
      }),
    resetMissed: (team, rep) => act(() => void of(team).missed.delete(rep)),
    renewPresence: (team, node, reps, nowMs) =>
      act(() => {
        const now = time(nowMs);
        const { leases } = of(team);
        const there = () =>
          [...leases.keys()]
            .filter((rep) => isPresent(of(team), rep, now))
            .toSorted(byText)
            .join();
        const before = there();
        for (const [rep, nodes] of leases) {
          const until = nodes.get(node);
          if (until !== undefined && !reps.includes(rep)) nodes.set(node, Math.min(until, now));
        }
        for (const rep of reps) {
          admit(of(team), rep);
          at(leases, rep, () => new Map<string, number>()).set(node, now + presenceLeaseMs);
        }
        if (before !== there()) raise(team);
      }),
    rank: (request, nowMs) =>
      act(() => {
        const { free, reason } = look(request, time(nowMs));
        const { version } = of(request.team);
        return free.length === 0 ? { version, reps: [], reason } : { version, reps: free.slice(0, rankedAtMost) };
      }),
    claimRep: (request, nowMs) => act(() => claimRep(request, time(nowMs))),
    confirmClaim: (team, id, dueAfterMs, nowMs) =>
      act(() => {
        const { claims, missed } = of(team);
        const found = claims.get(id);
        if (found === undefined) return 'unknown' as const;
        const { dueAt, ...claim } = found;
        if (found.state === 'confirmed' && dueAt !== undefined && dueAfterMs === undefined) missed.delete(found.rep);
        const due = dueAfterMs === undefined ? {} : { dueAt: time(nowMs) + dueAfterMs };
        claims.set(id, { ...claim, ...due, state: 'confirmed' });
        ground.ring(`team/${team}`);
        return 'confirmed' as const;
      }),
    releaseClaim: (team, id, nowMs) =>
      act(() => {
        const { claims } = of(team);
        const found = claims.get(id);
        if (found === undefined) return 'unknown' as const;
        claims.delete(id);
        const { released } = of(team);
        for (const [claim, then] of [...released]) if (then <= time(nowMs) - releasedKeptMs) released.delete(claim);
        released.set(id, time(nowMs));
        admit(of(team), found.rep).idleSince = time(nowMs);
        raise(team);
        return 'released' as const;
      }),
    restoreClaim: (team, claim) =>
      act(() => {
        if (of(team).claims.has(claim.claim) || of(team).released.has(claim.claim)) return;
        admit(of(team), claim.rep);
        of(team).claims.set(claim.claim, copy(claim));
        raise(team);
      }),
    hasClaim: (team, claim) => act(() => of(team).claims.has(claim)),
    isByMessage: (team, id) => act(() => of(team).byMessage.has(id)),
    enqueue: (team, item) =>
      act(() => {
        of(team).queue.set(item.conversation, plain(item));
        ground.ring(`team/${team}`);
      }),
    dequeue: (team, id) =>
      act(() => {
        if (of(team).queue.delete(id)) ground.ring(`team/${team}`);
      }),
    putByMessage: (team, item) =>
      act(() => {
        of(team).byMessage.set(item.conversation, plain(item));
        ground.ring(`team/${team}`);
      }),
    removeByMessage: (team, id) =>
      act(() => {
        if (of(team).byMessage.delete(id)) ground.ring(`team/${team}`);
      }),
    position: (team, id) =>
      act(() => served(of(team).queue, of(team).turns).findIndex(({ conversation }) => conversation === id) + 1),
    takeGrant: (team, { livesMs, most, ...grant }, nowMs) =>
      act(() => {
        const now = time(nowMs);
        const grants = grantsOf(of(team), now);
        if (!grants.has(grant.grant)) {
          if (grants.size >= most) return { kind: 'full' as const, live: grants.size };
          grants.set(grant.grant, copy({ ...grant, at: now, until: now + livesMs }));
        }
        return { kind: 'taken' as const, live: grants.size };
      }),
    endGrant: (team, grant, nowMs) =>
      act(() => (grantsOf(of(team), time(nowMs)).delete(grant) ? ('ended' as const) : ('unknown' as const))),
    assignByMessage: (request, nowMs) =>
      act(() => {
        const { byMessage } = of(request.team);
        const { item, candidates } = request;
        const before = byMessage.get(item.conversation)?.rep;
        if (before !== undefined && candidates.some(({ rep }) => rep === before))
          return { kind: 'assigned' as const, rep: before };
        const { free, reason } = lookByMessage(request, time(nowMs));
        const [rep] = free;
        if (rep === undefined) return { kind: 'none' as const, reason };
        byMessage.set(item.conversation, plain({ ...item, rep }));
        ground.ring(`team/${request.team}`);
        return { kind: 'assigned' as const, rep };
      }),
    // Nothing is counted here that could be wrong.
    recount: () => act(() => []),
    time: (_team, nowMs) => act(() => time(nowMs)),
    snapshot: (id, nowMs) =>
      act(() => {
        const team = of(id);
        const now = time(nowMs);
        return {
          at: now,
          reps: [...team.reps.keys()].toSorted(byText).map((rep) => stand(team, rep, now)),
          claims: [...team.claims.values()].toSorted((a, b) => byText(a.claim, b.claim)),
          queue: served(team.queue, team.turns),
          byMessage: byTime(team.byMessage).slice(0, byMessageShown),
          turns: Object.fromEntries(team.turns),
          grants: [...team.grants.values()]
            .filter(({ until }) => until > now)
            .toSorted((a, b) => byText(a.grant, b.grant)),
          version: team.version,
        };
      }),
  };
}
