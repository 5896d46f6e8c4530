import type { Status } from '@tillside/protocol';
import { byMessageShown, presenceGraceMs, presenceLeaseMs } from '../../../src/ports/index.ts';
import type { Claim, ClaimRequest, ClaimResult, FloorPort, QueueItem, RepOnFloor } from '../../../src/ports/index.ts';
import { at, byText, copy } from './ground.ts';
import type { Ground } from './ground.ts';

interface Team {
  readonly reps: Map<string, { status: Status; idleSince: number }>;
  /** By rep, then node: until when that node's word counts. */
  readonly leases: Map<string, Map<string, number>>;
  readonly claims: Map<string, Claim>;
  readonly queue: Map<string, QueueItem>;
  readonly byMessage: Map<string, QueueItem>;
}

export type FloorState = Map<string, Team>;

export function referenceFloor(ground: Ground, state: FloorState): FloorPort {
  const { act, time } = ground;
  const of = (team: string): Team =>
    at(state, team, () => ({
      reps: new Map(),
      leases: new Map(),
      claims: new Map(),
      queue: new Map(),
      byMessage: new Map(),
    }));
  const admit = (team: Team, rep: string) => at(team.reps, rep, () => ({ status: 'offline', idleSince: 0 }));

  function stand(team: Team, rep: string, now: number): RepOnFloor {
    const { status, idleSince } = team.reps.get(rep) ?? { status: 'offline', idleSince: 0 };
    const until = Math.max(-Infinity, ...(team.leases.get(rep)?.values() ?? []));
    const isPresent = now < until;
    return {
      rep,
      status,
      isPresent,
      isLost: now >= until + presenceGraceMs,
      load: [...team.claims.values()].filter((claim) => claim.rep === rep).length,
      idleSince,
    };
  }

  function claimRep(request: ClaimRequest, now: number): ClaimResult {
    const { claim, site, conversation, state: claimState, dueAfterMs, candidates, prefer, exclude = [] } = request;
    const team = of(request.team);
    const old = team.claims.get(claim);
    if (old !== undefined) return { kind: 'claimed', rep: old.rep, dueAt: old.at + dueAfterMs };
    const there = candidates
      .map(({ rep, capacity }) => ({ ...stand(team, rep, now), capacity }))
      .filter(({ rep, status, isPresent }) => status === 'available' && isPresent && !exclude.includes(rep));
    const [best] = there
      .filter(({ load, capacity }) => load < capacity)
      .toSorted(
        (a, b) =>
          Number(b.rep === prefer) - Number(a.rep === prefer) ||
          a.load / a.capacity - b.load / b.capacity ||
          a.idleSince - b.idleSince ||
          byText(a.rep, b.rep),
      );
    if (best === undefined) return { kind: 'none', reason: there.length === 0 ? 'nobody' : 'at_capacity' };
    const dueAt = now + dueAfterMs;
    team.claims.set(claim, { claim, rep: best.rep, site, conversation, state: claimState, dueAt, at: now });
    ground.ring(`team/${request.team}`);
    return { kind: 'claimed', rep: best.rep, dueAt };
  }

  return {
    setStatus: (team, rep, status, nowMs) =>
      act(() => {
        const found = admit(of(team), rep);
        if (found.status === status) return;
        found.status = status;
        if (status === 'available') found.idleSince = time(nowMs);
        ground.ring(`team/${team}`);
      }),
    renewPresence: (team, node, reps, nowMs) =>
      act(() => {
        const { leases } = of(team);
        for (const [rep, nodes] of leases) {
          const until = nodes.get(node);
          if (until !== undefined && !reps.includes(rep)) nodes.set(node, Math.min(until, time(nowMs)));
        }
        for (const rep of reps) {
          admit(of(team), rep);
          at(leases, rep, () => new Map<string, number>()).set(node, time(nowMs) + presenceLeaseMs);
        }
        ground.ring(`team/${team}`);
      }),
    claimRep: (request, nowMs) => act(() => claimRep(request, time(nowMs))),
    confirmClaim: (team, id, dueAfterMs, nowMs) =>
      act(() => {
        const { claims } = of(team);
        const found = claims.get(id);
        if (found === undefined) return 'unknown' as const;
        const { dueAt: _, ...claim } = found;
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
        admit(of(team), found.rep).idleSince = time(nowMs);
        ground.ring(`team/${team}`);
        return 'released' as const;
      }),
    restoreClaim: (team, claim) =>
      act(() => {
        if (of(team).claims.has(claim.claim)) return;
        admit(of(team), claim.rep);
        of(team).claims.set(claim.claim, copy(claim));
        ground.ring(`team/${team}`);
      }),
    enqueue: (team, item) =>
      act(() => {
        of(team).queue.set(item.conversation, copy(item));
        ground.ring(`team/${team}`);
      }),
    dequeue: (team, id) =>
      act(() => {
        if (of(team).queue.delete(id)) ground.ring(`team/${team}`);
      }),
    putByMessage: (team, item) =>
      act(() => {
        of(team).byMessage.set(item.conversation, copy(item));
        ground.ring(`team/${team}`);
      }),
    removeByMessage: (team, id) =>
      act(() => {
        if (of(team).byMessage.delete(id)) ground.ring(`team/${team}`);
      }),
    position: (team, id) => act(() => inOrder(of(team).queue).findIndex(({ conversation }) => conversation === id) + 1),
    // Until the store keeps them: nothing is counted, nobody is ranked.
    rank: async () => ({ version: 0, reps: [], reason: 'nobody' }),
    pause: async () => 'unchanged',
    noteMissed: async () => 0,
    resetMissed: async () => {},
    takeGrant: async () => ({ kind: 'taken', live: 0 }),
    endGrant: async () => 'unknown',
    snapshot: (id, nowMs) =>
      act(() => {
        const team = of(id);
        return {
          at: time(nowMs),
          reps: [...team.reps.keys()].toSorted(byText).map((rep) => stand(team, rep, time(nowMs))),
          claims: [...team.claims.values()].toSorted((a, b) => byText(a.claim, b.claim)),
          queue: inOrder(team.queue),
          byMessage: inOrder(team.byMessage).slice(0, byMessageShown),
          turns: {},
          grants: [],
          version: 0,
        };
      }),
  };
}

function inOrder(list: ReadonlyMap<string, QueueItem>): QueueItem[] {
  return [...list.values()].toSorted((a, b) => a.queuedAt - b.queuedAt || byText(a.conversation, b.conversation));
}
