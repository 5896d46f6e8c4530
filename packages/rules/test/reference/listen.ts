import type { Listen, Match, Signal } from '../../src/index.ts';

/** A signal of this visit, with all that was told before it on its page. */
export interface Told extends Signal {
  readonly at: number;
  /** Which page load of the visit it belongs to. */
  readonly page: number;
}

/** The last value of the same signal and kind on the same page; nothing if there was none. */
function valueBefore(history: readonly Told[], index: number): number | undefined {
  const signal = history[index];
  return history
    .slice(0, index)
    .findLast(
      (one) => one.page === signal?.page && one.name === signal.name && one.of === signal.of && one.value !== undefined,
    )?.value;
}

/** Whether the signal at `index` is one that is meant. */
export function isMeant(match: Match, history: readonly Told[], index: number): boolean {
  const signal = history[index];
  if (!signal || signal.name !== match.signal) return false;
  if (match.of !== undefined && match.of !== signal.of) return false;
  if (match.atLeast === undefined) return true;
  if (signal.value === undefined || signal.value < match.atLeast) return false;
  const before = valueBefore(history, index);
  // From below; or no higher than the last one, and so of another climb.
  return before === undefined || before < match.atLeast || before >= signal.value;
}

/**
 * Whether the entry fires with the last signal of `history`, by trying every choice of signals. `firedAt` are the indexes at which it fired
 * before: what was used then, or came before a `without`, counts no more; a `without` that is also meant begins anew.
 */
export function fires(listen: Listen, history: readonly Told[], firedAt: readonly number[]): boolean {
  const last = history.length - 1;
  const matches: readonly Match[] =
    listen.flow ?? Array.from({ length: listen.count ?? 1 }, () => ({ ...listen, signal: listen.signal ?? '' }));
  const stopped = history.findLastIndex((_, index) =>
    (listen.without ?? []).some((match) => isMeant(match, history, index)),
  );
  const from = Math.max(stopped, 0, ...firedAt.map((index) => index + 1));
  const within = listen.withinMs ?? Infinity;
  const tryFrom = (step: number, index: number, firstAt: number | undefined): boolean => {
    const match = matches[step];
    if (!match) return false;
    for (let one = index; one <= last; one++) {
      const at = history[one]?.at ?? 0;
      const isLast = step === matches.length - 1;
      if (isLast && one < last) continue;
      if (!isMeant(match, history, one) || at - (firstAt ?? at) > within) continue;
      if (isLast || tryFrom(step + 1, one + 1, firstAt ?? at)) return true;
    }
    return false;
  };
  return tryFrom(0, from, undefined);
}
