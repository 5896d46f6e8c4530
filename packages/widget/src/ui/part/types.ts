import type { Kit } from './kit.ts';

/** What the entry of a part of the panel exports. Members `_like this` get the same short names in all bundles. */
export interface PartModule<Part> {
  readonly createPart: (kit: Kit) => Part;
  /** English; other languages have these words in their tables. */
  readonly strings: Readonly<Record<string, string>>;
  readonly css: string;
}
