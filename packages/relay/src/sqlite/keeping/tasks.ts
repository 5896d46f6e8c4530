import type { KeepingPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

interface Task {
  readonly node: string;
  readonly until: number;
  readonly standing: string;
}

export function createTasks(engine: Engine): Pick<KeepingPort, 'takeTask' | 'noteTask'> {
  const find = engine.query<Task>('SELECT node, until, standing FROM tasks WHERE name = ?');
  const put = engine.query('INSERT OR REPLACE INTO tasks VALUES (?, ?, ?, ?)');
  const note = engine.query('UPDATE tasks SET standing = ? WHERE name = ? AND node = ?');

  return {
    takeTask: (name, node, livesMs, nowMs) =>
      engine.write((turn) => {
        const found = find.get(name);
        if (found !== undefined && found.node !== node && turn.now < found.until) return undefined;
        const standing = found?.standing ?? '';
        put.run(name, node, turn.now + livesMs, standing);
        return standing;
      }, nowMs),
    noteTask: (name, node, standing) => engine.write(() => note.run(standing, name, node) > 0),
  };
}
