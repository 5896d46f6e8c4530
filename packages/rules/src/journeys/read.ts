import { BOUNDS } from './bounds.ts';
import { findJourneyMistake } from './check.ts';
import type { Journey } from './types.ts';

/** A journeys file that is wrong, and where. Nothing of it is skipped: figures over half a file would look like figures. */
export class JourneysError extends Error {
  override readonly name = 'JourneysError';
  /** From 1. */
  readonly line: number;
  /** Into the line: `steps[3].signal.name`; empty: the whole line. */
  readonly path: string;

  constructor(line: number, path: string, message: string) {
    super(`line ${line}${path && `, ${path}`}: ${message}`);
    this.line = line;
    this.path = path;
  }
}

function readLine(text: string, line: number): Journey {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The engine's words quote what was written, which may be anything; its place is enough.
    const [, at] = /position (\d+)/.exec(String(error)) ?? [];
    throw new JourneysError(line, '', `not JSON${at === undefined ? '' : ` from character ${Number(at) + 1} on`}`);
  }
  const mistake = findJourneyMistake(value);
  if (mistake) throw new JourneysError(line, mistake.path, mistake.message);
  return value as Journey;
}

/**
 * Reads journeys line by line from pieces of text of any length (a stream with an encoding); never more than one piece and one
 * line are in memory. Empty lines are nothing.
 *
 * @throws JourneysError at the first line that is no journey, or is longer than a million characters.
 */
export async function* readJourneys(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Journey, void> {
  let line = 0;
  let rest = '';
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      const text = rest + chunk.slice(from, end);
      rest = '';
      from = end + 1;
      line += 1;
      const journey = take(text, line);
      if (journey) yield journey;
    }
    rest += chunk.slice(from);
    if (rest.length > BOUNDS.line) take(rest, line + 1);
  }
  const journey = take(rest, line + 1);
  if (journey) yield journey;
}

function take(text: string, line: number): Journey | undefined {
  if (text.length > BOUNDS.line)
    throw new JourneysError(line, '', `is longer than ${BOUNDS.line.toLocaleString('en')} characters`);
  const json = line === 1 ? text.replace(/^\u{FEFF}/u, '') : text;
  return json.trim() === '' ? undefined : readLine(json, line);
}
