/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { CardEntry } from '../items.ts';

export interface CardProps {
  readonly ctx: Ctx;
  readonly entry: CardEntry;
  readonly view: ChatView;
}

/** How tall each will be, about: nothing jumps when part `rich` comes. */
const heights = { offer: 130, product: 96, file: 64, guide: 150, contact: 16, rating: 16 };
const WIDTH = 280;
const NO_SIZE: { readonly width?: number; readonly height?: number } = {};

/** What is more than words. A canvas keeps its place: it takes a size without a style attribute, and shrinks in its proportions. */
export function Card({ ctx, entry, view }: CardProps) {
  const rich = ctx._part('rich');
  const { width = WIDTH, height = heights[entry.kind] } = entry.kind === 'file' ? entry.body : NO_SIZE;
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
