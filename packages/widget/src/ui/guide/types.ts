import type { GuideTarget } from '@tillside/protocol';
import type { Ctx } from '../context.ts';
import type { CardEntry } from '../items.ts';

/** Shows the visitor a part of the page. Nothing is clicked, filled or read. */
export interface Guide {
  /** Parts of this page that can be pointed at, by accessible name. */
  readonly _targets: () => readonly GuideTarget[];
  /** Draws a ring around what the entry names, and tells the rep whether it is there still; the caller too. */
  readonly _show: (
    ctx: Ctx,
    entry: Extract<CardEntry, { kind: 'guide' }>,
    onShown?: (isThere: boolean) => void,
  ) => void;
  readonly _hide: () => void;
}
