import type { Engine, Query } from './engine.ts';
import type { LocalBus } from './bus.ts';
import type { Turn } from './writer.ts';

/** How often this process looks whether another one wrote. */
const pollMs = 500;
/** Bells kept for other processes; nobody is this far behind at the poll's pace. */
const kept = 1_000;

/** Rings here, and leaves a bell for the other processes on this file. Within a write. */
export type Announce = (turn: Turn, topic: string) => void;

export function createAnnounce(engine: Engine): Announce {
  const insert = engine.query<{ number: number }>('INSERT INTO bells (topic, origin) VALUES (?, ?) RETURNING number');
  const prune = engine.query('DELETE FROM bells WHERE number <= ?');
  return (turn, topic) => {
    const number = insert.get(topic, engine.origin)?.number ?? 0;
    prune.run(number - kept);
    turn.ring(topic);
  };
}

/**
 * Hears what other processes wrote. Announced bells are rung exactly; for everything else it is only known that something changed, so
 * whoever listens to a conversation, visitor, team or site is told to look.
 */
export function watchOtherProcesses(engine: Engine, bus: LocalBus): () => void {
  const dataVersion: Query<{ data_version: number }> = engine.query('PRAGMA data_version');
  const last = engine.query<{ number: number | null }>('SELECT max(number) AS number FROM bells');
  const since = engine.query<{ number: number; topic: string; origin: string }>(
    'SELECT number, topic, origin FROM bells WHERE number > ? ORDER BY number',
  );
  let version = dataVersion.get()?.data_version;
  let heard = last.get()?.number ?? 0;

  function look(): void {
    const now = dataVersion.get()?.data_version;
    if (now === version) return;
    const bells = since.all(heard);
    version = now;
    heard = bells.at(-1)?.number ?? heard;
    for (const topic of new Set(bells.filter((bell) => bell.origin !== engine.origin).map((bell) => bell.topic))) {
      bus.ring(topic);
    }
    bus.ringWhere((topic) => /^(cnv|vis|team|site)\//.test(topic));
  }

  const timer = setInterval(() => {
    // A read that fails is no news: the next one tells, and whoever reads the store itself hears of it.
    try {
      if (bus.hasListeners()) look();
    } catch {}
  }, pollMs);
  timer.unref();
  return () => clearInterval(timer);
}
