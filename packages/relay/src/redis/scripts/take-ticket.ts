import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asDocument } from '../script/reply.ts';
import type { Ticket } from './put-ticket.ts';

const script = defineScript('take-ticket');

/** A ticket in its time, for the first who takes it. */
export async function takeTicket(link: Link, hash: string, nowMs: NowMs): Promise<Ticket | undefined> {
  return asDocument<Ticket>(await script(link, [keys.ticket(hash)], [], nowMs));
}
