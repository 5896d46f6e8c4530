import { has } from '../src/schema/regex/charset.ts';
import type { Graph } from '../src/schema/regex/graph.ts';

const isWord = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);

/**
 * Searches as browsers do: every way from every character, one after another, until one is found. `steps` counts the places it stood on.
 * It stops at `most` steps, with `index` undefined.
 */
export function backtrack(
  { places, first }: Graph,
  text: string,
  most = Infinity,
): { readonly index: number | undefined; readonly steps: number } {
  let steps = 0;
  let isOver = false;
  function find(at: number, offset: number): boolean {
    if (++steps > most) isOver = true;
    if (isOver) return false;
    const place = places[at]!;
    switch (place.kind) {
      case 'found':
        return true;
      case 'read':
        return offset < text.length && has(place.set, text.charCodeAt(offset)) && find(place.next, offset + 1);
      case 'fork':
        return place.ways.some((way) => find(way, offset));
      case 'start':
        return offset === 0 && find(place.next, offset);
      case 'end':
        return offset === text.length && find(place.next, offset);
      case 'word':
        return isWord(text[offset - 1]) !== isWord(text[offset]) && find(place.next, offset);
    }
  }
  for (let start = 0; start <= text.length && !isOver; start++) if (find(first, start)) return { index: start, steps };
  return { index: isOver ? undefined : -1, steps };
}
