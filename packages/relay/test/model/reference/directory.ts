import type { DirectoryPort, Rep, SignIn, Site, Team } from '../../../src/ports/index.ts';
import { at, byText, copy } from './ground.ts';
import type { Ground } from './ground.ts';

export interface DirectoryState {
  revision: number;
  readonly sites: Map<string, Site>;
  readonly teams: Map<string, Team>;
  readonly reps: Map<string, Rep>;
  readonly playbooks: Map<string, string>;
  readonly signIns: Map<string, SignIn>;
  readonly tickets: Map<string, { readonly rep: string; readonly signIn: string; readonly until: number }>;
  /** The instants of the failures under each key. */
  readonly failures: Map<string, number[]>;
}

export function directoryState(): DirectoryState {
  return {
    revision: 0,
    sites: new Map(),
    teams: new Map(),
    reps: new Map(),
    playbooks: new Map(),
    signIns: new Map(),
    tickets: new Map(),
    failures: new Map(),
  };
}

const hourMs = 3_600_000;

export function referenceDirectory(ground: Ground, state: DirectoryState): DirectoryPort {
  const { act, time } = ground;
  const all = <T extends { readonly id: string }>(map: Map<string, T>) =>
    [...map.values()].toSorted((a, b) => byText(a.id, b.id));
  const putAll = <T extends { readonly id: string }>(map: Map<string, T>, values: readonly T[] = []) => {
    for (const value of values) map.set(value.id, copy(value));
  };

  /** Failures of which none is an hour older than the next, or than now. */
  function failuresOf(key: string, now: number): number[] {
    const found = state.failures.get(key) ?? [];
    return now - (found.at(-1) ?? 0) >= hourMs ? [] : found;
  }

  function wait(keys: readonly string[], now: number): number {
    const waits = keys.map((key) => {
      const found = failuresOf(key, now);
      if (found.length <= 5) return 0;
      return (found.at(-1) ?? 0) + Math.min(15 * 60_000, 1_000 * 2 ** (found.length - 6)) - now;
    });
    return Math.max(0, ...waits);
  }

  return {
    revision: () => act(() => state.revision),
    load: () =>
      act(() => ({
        revision: state.revision,
        sites: all(state.sites),
        teams: all(state.teams),
        reps: all(state.reps),
      })),
    apply: (change, expectedRevision) =>
      act(() => {
        if (state.revision !== expectedRevision) return { kind: 'stale' as const };
        putAll(state.sites, change.sites);
        putAll(state.teams, change.teams);
        putAll(state.reps, change.reps);
        for (const { site, version, json } of change.playbooks ?? []) {
          at(state.playbooks, `${site} ${version}`, () => json);
        }
        state.revision += 1;
        ground.ring('directory');
        return { kind: 'applied' as const, revision: state.revision };
      }),
    playbook: (site, version) => act(() => state.playbooks.get(`${site} ${version}`)),
    putSignIn: (hash, signIn) => act(() => void state.signIns.set(hash, copy(signIn))),
    signIn: (hash, nowMs) =>
      act(() => {
        const found = state.signIns.get(hash);
        return found !== undefined && time(nowMs) < found.expiresAt ? found : undefined;
      }),
    revokeSignIn: (hash) => act(() => void state.signIns.delete(hash)),
    revokeSignIns: (rep) =>
      act(() => {
        for (const [hash, signIn] of state.signIns) if (signIn.rep === rep) state.signIns.delete(hash);
        ground.ring(`rep/${rep}`);
      }),
    putTicket: (hash, { rep, signIn }, livesMs, nowMs) =>
      act(() => void state.tickets.set(hash, { rep, signIn, until: time(nowMs) + livesMs })),
    takeTicket: (hash, nowMs) =>
      act(() => {
        const found = state.tickets.get(hash);
        state.tickets.delete(hash);
        return found !== undefined && time(nowMs) < found.until ? { rep: found.rep, signIn: found.signIn } : undefined;
      }),
    countFailure: (keys, nowMs) =>
      act(() => {
        for (const key of keys) state.failures.set(key, [...failuresOf(key, time(nowMs)), time(nowMs)]);
        return wait(keys, time(nowMs));
      }),
    waitMs: (keys, nowMs) => act(() => wait(keys, time(nowMs))),
    clearFailures: (keys) =>
      act(() => {
        for (const key of keys) state.failures.delete(key);
      }),
    secret: () => act(() => 'c0ffee'.repeat(11).slice(0, 64)),
  };
}
