import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('note-task');

export async function noteTask(link: Link, name: string, node: string, standing: string): Promise<boolean> {
  return (await script(link, [keys.tasks()], [name, node, standing])) === 1;
}
