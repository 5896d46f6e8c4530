import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('retry-mail');

/** Puts a letter off. */
export async function retryMail(link: Link, key: string, afterMs: number, nowMs: NowMs): Promise<void> {
  await script(link, [keys.mailsDue(), keys.mailOrders()], [key, String(afterMs)], nowMs);
}
