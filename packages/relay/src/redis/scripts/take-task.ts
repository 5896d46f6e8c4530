import type { NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { checkField } from '../script/fields.ts';
import { asOptional } from '../script/reply.ts';

const script = defineScript('take-task');

export async function takeTask(
  link: Link,
  name: string,
  node: string,
  livesMs: number,
  nowMs: NowMs,
): Promise<string | undefined> {
  const reply = await script(link, [keys.tasks()], [name, checkField(node), String(livesMs)], nowMs);
  return asOptional(reply)?.slice(1);
}
