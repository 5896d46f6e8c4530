import { createInterface } from 'node:readline';
import type { CliHost } from './host.ts';

export interface Question {
  readonly text: string;
  readonly fallback?: string;
  /** What is wrong with an answer, in words; `undefined`: nothing. */
  readonly check: (answer: string) => string | undefined;
}

/** Asks one question after the other until each has an answer that fits. Works at a terminal and from a pipe. */
export async function ask(host: CliHost, questions: readonly Question[]): Promise<readonly string[]> {
  const lines = createInterface({ input: host.input })[Symbol.asyncIterator]();
  const answers: string[] = [];
  for (const { text, fallback, check } of questions) {
    for (;;) {
      host.print(fallback === undefined ? `${text}` : `${text} [${fallback}]`);
      const line = await lines.next();
      if (line.done === true) throw new Error(`The input ended at "${text}". Nothing was written.`);
      const answer = line.value.trim() || (fallback ?? '');
      const mistake = check(answer);
      if (mistake === undefined) {
        answers.push(answer);
        break;
      }
      host.print(`  ${mistake}`);
    }
  }
  await lines.return?.();
  return answers;
}
