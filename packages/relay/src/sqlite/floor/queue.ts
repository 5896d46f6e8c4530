import type { FloorPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

export function createQueue(engine: Engine): Pick<FloorPort, 'enqueue' | 'dequeue' | 'position'> {
  const put = engine.query('INSERT OR REPLACE INTO floor_queue VALUES (?, ?, ?, ?)');
  const remove = engine.query('DELETE FROM floor_queue WHERE team = ? AND conversation = ?');
  const position = engine.query<{ position: number }>(`
    SELECT count(*) AS position FROM floor_queue AS before, floor_queue AS own
    WHERE own.team = ?1 AND own.conversation = ?2 AND before.team = ?1
      AND (before.queued_at, before.conversation) <= (own.queued_at, own.conversation)`);

  return {
    enqueue: (team, { conversation, site, queuedAt }) =>
      engine.write((turn) => {
        put.run(team, conversation, site, queuedAt);
        turn.ring(`team/${team}`);
      }),
    dequeue: (team, conversation) =>
      engine.write((turn) => {
        if (remove.run(team, conversation) > 0) turn.ring(`team/${team}`);
      }),
    position: (team, conversation) => engine.read(() => position.get(team, conversation)?.position ?? 0),
  };
}
