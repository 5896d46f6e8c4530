import { pino } from 'pino';
import type { Config } from './config.ts';
import type { RelayEvent } from './handlers/types.ts';

/** One JSON line an event on standard error; ids and codes, never what people wrote. */
export function createLog(level: Config['logLevel']): (event: RelayEvent) => void {
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  return ({ name, level: at, ...fields }) => log[at](fields, name);
}
