/** Lines of one kind that stand together: words, a list, a quote. */
export interface Block {
  readonly _kind: 'p' | 'ul' | 'ol' | 'blockquote';
  readonly _lines: readonly string[];
}

const MARKS = [
  ['ul', /^ *[-•] +(?=\S)/],
  ['ol', /^ *\d{1,3}[.)] +(?=\S)/],
  ['blockquote', /^ *> ?(?=\S)/],
] as const;

/** Splits what somebody wrote at its lists and quotes. One line alone that begins with a number is no list: it may be a date. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: { _kind: Block['_kind']; _lines: string[]; _raw: string[] }[] = [];
  for (const line of text.split('\n')) {
    const [_kind, mark] = MARKS.find(([, begins]) => begins.test(line)) ?? ['p', ''];
    const last = blocks.at(-1);
    const words = line.replace(mark, '');
    if (last?._kind === _kind) {
      last._lines.push(words);
      last._raw.push(line);
    } else blocks.push({ _kind, _lines: [words], _raw: [line] });
  }
  return blocks.map(({ _kind, _lines, _raw }) =>
    _kind === 'ol' && _lines.length === 1 ? { _kind: 'p', _lines: _raw } : { _kind, _lines },
  );
}
