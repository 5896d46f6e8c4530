const atOnce = 250;

/**
 * Asks for 1 to `count`, some hundreds at a time: a store has two seconds for whatever it is asked at once, and a busy machine does not do thousands in
 * that. Resolves to all answers, in order.
 */
export async function inTurns<T>(count: number, ask: (n: number) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  while (answers.length < count) {
    const first = answers.length + 1;
    const few = Math.min(atOnce, count - answers.length);
    answers.push(...(await Promise.all(Array.from({ length: few }, (_, index) => ask(first + index)))));
  }
  return answers;
}
