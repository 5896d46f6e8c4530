/** The widest line a terminal of this age shows whole. */
export const WIDTH = 120;

export const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Rows under their heads, numbers to the right, the first column as wide as it may. */
export function columns(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heads.map((head, index) => Math.max(head.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
  const first = Math.min(widths[0] ?? 0, WIDTH - others);
  return [heads, ...rows].map((row) =>
    row
      .map((text, index) => (index === 0 ? cut(text, first).padEnd(first) : text.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Parts one after the other behind a label, on as many lines as they need. No part may be longer than a line has room. */
export function listed(label: string, labelWidth: number, parts: readonly string[]): readonly string[] {
  const indent = ' '.repeat(labelWidth + 4);
  const lines: string[] = [];
  let line = `  ${label.padEnd(labelWidth)}  `;
  let isEmpty = true;
  parts.forEach((part, index) => {
    const text = part + (index < parts.length - 1 ? ',' : '');
    if (!isEmpty && line.length + 1 + text.length > WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? text : ` ${text}`;
    isEmpty = false;
  });
  return [...lines, line];
}
