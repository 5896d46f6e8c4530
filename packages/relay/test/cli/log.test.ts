import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;

describe('the log', () => {
  function written(...[level]: Parameters<typeof createLog>): readonly Record<string, unknown>[] {
    const lines: string[] = [];
    const log = createLog(level, { write: (line) => void lines.push(line) });
    for (const at of levels) log({ name: `socket.${at}`, level: at, node: 'node_1', code: 4008 });
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('[CM27] is one JSON line an event, with its time, level, name and fields', () => {
    const [first] = written('debug');
    const { time, ...rest } = first ?? {};
    expect(rest).toEqual({ level: 'debug', msg: 'socket.debug', node: 'node_1', code: 4008 });
    expect(new Date(String(time)).toISOString()).toBe(time);
  });

  it('[CM27] begins at its level', () => {
    const levelsAt = (level: Parameters<typeof createLog>[0]) => written(level).map((line) => line['level']);
    expect(levelsAt('debug')).toEqual([...levels]);
    expect(levelsAt('warn')).toEqual(['warn', 'error']);
    expect(levelsAt('silent')).toEqual([]);
  });
});
