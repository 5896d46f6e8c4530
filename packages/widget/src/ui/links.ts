/** A run of plain text, or a link that was found in it. */
export type Piece = string | { readonly _href: string };

/** Ends before what usually closes a sentence, not the address. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/gi;

const isAddress = (text: string): boolean => {
  try {
    return !!new URL(text);
  } catch {
    return false;
  }
};

/** Finds web addresses in what people wrote. Nothing else ever becomes a link, and nothing becomes markup. */
export function findLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    if (!isAddress(found)) continue;
    if (index > end) pieces.push(text.slice(end, index));
    pieces.push({ _href: found });
    end = index + found.length;
  }
  return end < text.length ? [...pieces, text.slice(end)] : pieces;
}
