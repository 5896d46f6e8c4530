import type { Turns } from '../../../core/queue.ts';
import type { Reply } from '../../link/connection.ts';
import { asRecord } from '../../script/reply.ts';

/** How far each site is ahead, as HGETALL gives it. */
export function turnsOf(reply: Reply | undefined): Turns {
  return Object.fromEntries(Object.entries(asRecord(reply)).map(([site, ahead]) => [site, Number(ahead)]));
}
