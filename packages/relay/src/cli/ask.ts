import { createInterface } from 'node:readline';
import type { CliHost } from './host.ts';
import { UsageError } from './host.ts';

export interface Question {
  readonly text: string;
  /** What an empty answer means. */
  readonly fallback?: string;
  /** What is wrong with an answer, in words; `undefined`: nothing. */
  readonly check: (answer: string) => string | undefined;
}

/**
 * Asks one question after the other, each until its answer fits. Works at a terminal and from a pipe.
 *
 * @throws UsageError when the input ends before the last answer.
 */
export async function ask<Name extends string>(
  host: CliHost,
  questions: Readonly<Record<Name, Question>>,
): Promise<Readonly<Record<Name, string>>> {
  const reader = createInterface({ input: host.input });
  // From the start: lines that come before the first question is printed would be lost.
  const lines = reader[Symbol.asyncIterator]();
  try {
    const answers: [string, string][] = [];
    for (const [name, question] of Object.entries<Question>(questions)) {
      answers.push([name, await askOne(host, lines, question)]);
    }
    return Object.fromEntries(answers) as Record<Name, string>;
  } finally {
    reader.close();
  }
}

async function askOne(
  host: CliHost,
  lines: AsyncIterator<string>,
  { text, fallback, check }: Question,
): Promise<string> {
  for (;;) {
    host.print(fallback === undefined ? text : `${text} [${fallback}]`);
    const line = await lines.next();
    if (line.done === true) throw new UsageError(`The input ended at "${text}" Nothing was written.`);
    const answer = line.value.trim() || (fallback ?? '');
    const mistake = check(answer);
    if (mistake === undefined) return answer;
    host.print(`  ${mistake}`);
  }
}
