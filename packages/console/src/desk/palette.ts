export interface PaletteItem {
  readonly key: string;
  readonly group: 'conversations' | 'commands';
  readonly label: string;
  /** Said beside the label and searched too. */
  readonly detail?: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** Every word typed must begin a word of the item; a match at the label's beginning comes first. Otherwise the order stays. */
export function matchPalette(items: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const scored = items.flatMap((item) => {
    const label = fold(item.label);
    const have = `${label} ${fold(item.detail ?? '')}`.split(/[\s/·:$-]+/);
    if (!words.every((word) => have.some((other) => other.startsWith(word)))) return [];
    return [{ item, score: label.startsWith(words[0] ?? '') ? 0 : 1 }];
  });
  return scored.toSorted((a, b) => a.score - b.score).map(({ item }) => item);
}

/** Case and accents do not matter. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
