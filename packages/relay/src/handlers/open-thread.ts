import type { World } from './types.ts';
import { changeVisitor } from './visitor-record.ts';

/** Links opened longer ago than the last so many are forgotten; each lives 30 days. */
const remembered = 50;

/** A mailed link as its signature proves it. */
export interface OpenedLink {
  readonly site: string;
  readonly visitor: string;
  readonly generation: number;
  readonly id: string;
}

/** Uses the link up. `used`: it was opened before. `void`: the visitor was erased or blocked, or is somebody else now. */
export async function openThread(link: OpenedLink, world: World): Promise<'opened' | 'used' | 'void'> {
  let answer: 'opened' | 'used' | 'void' = 'void';
  await changeVisitor(
    link,
    world.now(),
    (record) => {
      const opened = record.openedLinks ?? [];
      const isGood = record.revision > 0 && !record.isBlocked && record.generation === link.generation;
      answer = !isGood ? 'void' : opened.includes(link.id) ? 'used' : 'opened';
      return answer === 'opened' ? { ...record, openedLinks: [...opened, link.id].slice(-remembered) } : undefined;
    },
    world,
  );
  return answer;
}
