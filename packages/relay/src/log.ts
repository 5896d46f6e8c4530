import { pino } from 'pino';
import type { Config } from './config.ts';
import { maskCardsIn } from './core/masking.ts';
import type { RelayEvent } from './handlers/types.ts';

/** Where log lines go. */
export interface LogTarget {
  write(line: string): void;
}

/** One JSON line an event, by default on standard error; ids and codes, never what people wrote; and were it there, no card's number. */
export function createLog(
  level: Config['logLevel'],
  target: LogTarget = pino.destination({ fd: 2, sync: true }),
): (event: RelayEvent) => void {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    target,
  );
  return ({ name, level: at, ...fields }) => log[at](maskCardsIn(fields), name);
}
