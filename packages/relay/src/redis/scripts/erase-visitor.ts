import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('erase-visitor');

/** Record and lanes, if the record is still at this revision. */
export async function eraseVisitor(link: Link, visitor: string, revision: number): Promise<boolean> {
  return (await script(link, [keys.visitor(visitor), keys.lanes(visitor)], [String(revision)])) === 1;
}
