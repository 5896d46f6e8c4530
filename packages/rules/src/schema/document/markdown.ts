/** A table whose cells may hold a bar. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: unknown): string => `\`${String(text)}\``;

export const codes = (texts: readonly unknown[]): string => texts.map(code).join(' ');

/** 86400000 -> 86,400,000 */
export const spaced = (value: number): string => value.toLocaleString('en-US');

const UNITS = [
  [86_400_000, 'days', 2],
  [3_600_000, 'h', 2],
  [60_000, 'min', 2],
  [1_000, 's', 0],
] as const;

/** A duration as people say it: 30 min, 24 h, 0.5 s. */
export function duration(ms: number): string {
  for (const [size, name, least] of UNITS)
    if (ms >= size * least && ms % size === 0) return `${spaced(ms / size)} ${name}`;
  return `${ms / 1_000} s`;
}
