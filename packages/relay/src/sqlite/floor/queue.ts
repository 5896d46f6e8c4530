import { rankFree } from '../../core/choice.ts';
import { positionIn } from '../../core/queue.ts';
import type { AssignRequest, AssignResult, FloorPort, QueueItem } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Turn } from '../engine/writer.ts';
import type { Standings } from './standings.ts';
import type { TurnRows } from './turns.ts';

interface ItemRow {
  readonly conversation: string;
  readonly site: string;
  readonly queued_at: number;
  readonly priority: number;
  readonly share: number;
  readonly is_returned: number;
  readonly rep: string | null;
}

const columns = 'conversation, site, queued_at, priority, share, is_returned, rep';

/** What is as usual is not said. */
function itemOf({ conversation, site, queued_at: queuedAt, priority, share, is_returned, rep }: ItemRow): QueueItem {
  return {
    conversation,
    site,
    queuedAt,
    ...(priority === 0 ? {} : { priority }),
    ...(share === 1 ? {} : { share }),
    ...(is_returned === 0 ? {} : { isReturned: true }),
    ...(rep === null ? {} : { rep }),
  };
}

/** A list of conversations on a team's floor: those who wait, and those by message. */
function createList(engine: Engine, table: 'floor_queue' | 'floor_messages') {
  const put = engine.query(`INSERT OR REPLACE INTO ${table} (team, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const remove = engine.query(`DELETE FROM ${table} WHERE team = ? AND conversation = ?`);
  const putNow = (team: string, item: QueueItem, turn: Turn) => {
    const { conversation, site, queuedAt, priority = 0, share = 1, isReturned = false, rep } = item;
    put.run(team, conversation, site, queuedAt, priority, share, isReturned ? 1 : 0, rep ?? null);
    turn.ring(`team/${team}`);
  };
  return {
    putNow,
    put: (team: string, item: QueueItem) => engine.write((turn) => putNow(team, item, turn)),
    remove: (team: string, conversation: string) =>
      engine.write((turn) => {
        if (remove.run(team, conversation) > 0) turn.ring(`team/${team}`);
      }),
  };
}

export interface QueueRows {
  /** All who wait, in no order. */
  waiting(team: string): readonly QueueItem[];
  byMessage(team: string, atMost: number): readonly QueueItem[];
  readonly port: Pick<
    FloorPort,
    'enqueue' | 'dequeue' | 'position' | 'putByMessage' | 'removeByMessage' | 'isByMessage' | 'assignByMessage'
  >;
}

export function createQueue(engine: Engine, turns: TurnRows, standings: Standings): QueueRows {
  const queue = createList(engine, 'floor_queue');
  const messages = createList(engine, 'floor_messages');
  const inQueue = engine.query<ItemRow>(`SELECT ${columns} FROM floor_queue WHERE team = ?`);
  const inMessages = engine.query<ItemRow>(
    `SELECT ${columns} FROM floor_messages WHERE team = ? ORDER BY queued_at, conversation LIMIT ?`,
  );
  const waiting = (team: string) => inQueue.all(team).map(itemOf);
  const owner = engine.query<{ rep: string | null }>(
    'SELECT rep FROM floor_messages WHERE team = ? AND conversation = ?',
  );

  function assign(request: AssignRequest, turn: Turn): AssignResult {
    const { team, item, candidates } = request;
    const before = owner.get(team, item.conversation)?.rep;
    if (candidates.some(({ rep }) => rep === before)) return { kind: 'assigned', rep: before ?? '' };
    const ranked = rankFree(standings.byMessage(request), turn.now, request);
    if (ranked.kind === 'none') return ranked;
    const [rep = ''] = ranked.reps;
    messages.putNow(team, { ...item, rep }, turn);
    return { kind: 'assigned', rep };
  }

  return {
    waiting,
    byMessage: (team, atMost) => inMessages.all(team, atMost).map(itemOf),
    port: {
      enqueue: queue.put,
      dequeue: queue.remove,
      position: (team, conversation) => engine.read(() => positionIn(waiting(team), turns.of(team), conversation)),
      putByMessage: messages.put,
      removeByMessage: messages.remove,
      isByMessage: (team, conversation) => engine.read(() => owner.get(team, conversation) !== undefined),
      assignByMessage: (request, nowMs) => engine.write((turn) => assign(request, turn), nowMs),
    },
  };
}
