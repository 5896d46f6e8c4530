export const heading = (level: number, text: string): string => `${'#'.repeat(level)} ${text}`;

export const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;

/** A table whose cells may hold a bar. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (language: string, ...lines: readonly string[]): string =>
  ['```' + language, ...lines, '```'].join('\n');

export const list = (...items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

export const numbered = (...items: readonly string[]): string =>
  items.map((item, index) => `${index + 1}. ${item}`).join('\n');

export const paragraphs = (...parts: readonly string[]): string => parts.join('\n\n');

/** A talk on a socket: `>` is said by the client, `<` by the relay, anything else is a remark. The tests parse every frame. */
export function talk(party: 'visitor' | 'rep', ...lines: readonly (readonly ['>' | '<', object] | string)[]): string {
  const shown = lines.map((line) =>
    typeof line === 'string' ? `# ${line}` : `${line[0] === '>' ? '→' : '←'} ${JSON.stringify(line[1])}`,
  );
  return code(`text ${party}`, ...shown);
}
