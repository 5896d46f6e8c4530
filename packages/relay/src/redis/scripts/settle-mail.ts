import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('settle-mail');

/** Forgets a letter that left, or was given up, but for its key. */
export async function settleMail(link: Link, key: string, nowMs: NowMs): Promise<void> {
  const slot = [keys.mailsDue(), keys.mailOrders(), keys.mailAttempts(), keys.mailsSettled()];
  await script(link, slot, [key], nowMs);
}
