import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('touch');

/** Notes that a conversation moved. */
export async function touch(link: Link, site: string, conversation: string, nowMs: NowMs): Promise<void> {
  await script(link, [keys.touched(site)], [conversation], nowMs);
}
