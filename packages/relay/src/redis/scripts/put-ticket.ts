import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { keepMs } from './lib/keep.ts';

const script = defineScript('put-ticket');

export interface Ticket {
  readonly rep: string;
  readonly signIn: string;
}

/** Writes a ticket that is good for `livesMs`. */
export async function putTicket(
  link: Link,
  hash: string,
  ticket: Ticket,
  livesMs: number,
  nowMs: NowMs,
): Promise<void> {
  await script(link, [keys.ticket(hash)], [String(livesMs), JSON.stringify(ticket), String(livesMs + keepMs)], nowMs);
}
