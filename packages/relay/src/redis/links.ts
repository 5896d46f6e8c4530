import type { Link } from './link/link.ts';

/** Separate connections, so that a long read never stands in front of a write, and bells come between neither. */
export interface Links {
  readonly writes: Link;
  readonly reads: Link;
  readonly bells: Link;
}
