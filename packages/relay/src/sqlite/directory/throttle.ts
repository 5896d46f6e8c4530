import type { DirectoryPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

const free = 5;
const firstWaitMs = 1_000;
const longestWaitMs = 900_000;
const forgetAfterMs = 3_600_000;

interface Failures {
  readonly count: number;
  readonly last_at: number;
}

export function createThrottle(engine: Engine): Pick<DirectoryPort, 'countFailure' | 'waitMs' | 'clearFailures'> {
  const find = engine.query<Failures>('SELECT count, last_at FROM failures WHERE key = ?');
  const put = engine.query('INSERT OR REPLACE INTO failures VALUES (?, ?, ?)');
  const forget = engine.query('DELETE FROM failures WHERE last_at <= ?');
  const remove = engine.query('DELETE FROM failures WHERE key = ?');

  function failuresOf(key: string, now: number): Failures | undefined {
    const found = find.get(key);
    return found === undefined || now - found.last_at >= forgetAfterMs ? undefined : found;
  }

  function longest(keys: readonly string[], now: number): number {
    return Math.max(0, ...keys.map((key) => remaining(failuresOf(key, now), now)));
  }

  return {
    countFailure: (keys, nowMs) =>
      engine.write((turn) => {
        // Twice the time, so that a clock that steps back a little finds what it found before.
        forget.run(turn.now - 2 * forgetAfterMs);
        for (const key of keys) put.run(key, (failuresOf(key, turn.now)?.count ?? 0) + 1, turn.now);
        return longest(keys, turn.now);
      }, nowMs),
    waitMs: (keys, nowMs) => engine.read((now) => longest(keys, now), nowMs),
    clearFailures: (keys) =>
      engine.write(() => {
        for (const key of keys) remove.run(key);
      }),
  };
}

function remaining(failures: Failures | undefined, now: number): number {
  if (failures === undefined || failures.count <= free) return 0;
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures.count - free - 1));
  return Math.max(0, failures.last_at + wait - now);
}
