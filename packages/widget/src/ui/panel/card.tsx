/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { CardEntry } from '../items.ts';

interface Size {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export interface CardProps {
  readonly ctx: Ctx;
  readonly entry: CardEntry;
  readonly view: ChatView;
}

/** About as large as most will be: nothing jumps when part `rich` comes. */
const WIDTH = 280;
const HEIGHT = 110;

/** What is more than words. A canvas keeps its place: it takes a size without a style attribute, and shrinks in its proportions. */
export function Card({ ctx, entry, view }: CardProps) {
  const rich = ctx._part('rich');
  const { width = WIDTH, height = HEIGHT }: Size = entry.kind === 'file' ? entry.body : {};
  return (
    <li
      class={entry.by.kind === 'visitor' ? 'message own' : 'message'}
      aria-live={entry.by.kind === 'visitor' ? 'off' : undefined}
    >
      {rich ? (
        <rich._Card ctx={ctx} entry={entry} view={view} />
      ) : (
        <canvas class="blank" width={width} height={height} />
      )}
    </li>
  );
}
