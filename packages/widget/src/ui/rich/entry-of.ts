import type { CardEntry } from '../items.ts';

/** The entry of one kind. */
export type EntryOf<Kind extends CardEntry['kind']> = Extract<CardEntry, { kind: Kind }>;
