import type { FloorPort, QueueItem } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

/** A list of conversations on a team's floor, by time: those who wait, and those by message. */
function createList(engine: Engine, table: 'floor_queue' | 'floor_messages') {
  const put = engine.query(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`);
  const remove = engine.query(`DELETE FROM ${table} WHERE team = ? AND conversation = ?`);
  return {
    put: (team: string, { conversation, site, queuedAt }: QueueItem) =>
      engine.write((turn) => {
        put.run(team, conversation, site, queuedAt);
        turn.ring(`team/${team}`);
      }),
    remove: (team: string, conversation: string) =>
      engine.write((turn) => {
        if (remove.run(team, conversation) > 0) turn.ring(`team/${team}`);
      }),
  };
}

export function createQueue(
  engine: Engine,
): Pick<FloorPort, 'enqueue' | 'dequeue' | 'position' | 'putByMessage' | 'removeByMessage'> {
  const queue = createList(engine, 'floor_queue');
  const messages = createList(engine, 'floor_messages');
  const position = engine.query<{ position: number }>(`
    SELECT count(*) AS position FROM floor_queue AS before, floor_queue AS own
    WHERE own.team = ?1 AND own.conversation = ?2 AND before.team = ?1
      AND (before.queued_at, before.conversation) <= (own.queued_at, own.conversation)`);

  return {
    enqueue: queue.put,
    dequeue: queue.remove,
    position: (team, conversation) => engine.read(() => position.get(team, conversation)?.position ?? 0),
    putByMessage: messages.put,
    removeByMessage: messages.remove,
  };
}
