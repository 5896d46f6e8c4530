import { graphOf } from './graph.ts';
import { PatternProblem } from './cursor.ts';
import { parsePattern } from './parse.ts';
import { prove } from './prove.ts';
import type { Proof } from './prove.ts';

/** What is known of a pattern's time. @throws PatternProblem where it is none, or holds what nothing can be proven of */
export const proveLinear = (pattern: string, isIgnoringCase: boolean): Proof =>
  prove(graphOf(parsePattern(pattern, isIgnoringCase)));

const isLinear = (pattern: string, isIgnoringCase: boolean): boolean => {
  try {
    return proveLinear(pattern, isIgnoringCase).isLinear;
  } catch {
    return false;
  }
};

/** A way out that is proven to be one. */
function adviceFor(pattern: string, isIgnoringCase: boolean): string {
  const works = (other: string): boolean => other !== '' && other !== pattern && isLinear(other, isIgnoringCase);
  const bare = pattern.replace(/^\^?\.[*+]\??/, '').replace(/\.[*+]\??\$?$/, '');
  if (works(bare)) return `it finds anywhere, so write "${bare}"`;
  if (works(`^${pattern}`)) return 'say where it begins: put ^ before it, with what may stand there';
  return (
    'use $glob, or several conditions joined by $and, or see to it that neighbouring repetitions cannot read the same characters and that what ' +
    'begins with one is anchored by ^'
  );
}

/** Why a regular expression must not be published, and what to write instead; nothing when it is proven to run in linear time. */
export function regexProblem(pattern: string, isIgnoringCase: boolean): string | undefined {
  try {
    const proof = proveLinear(pattern, isIgnoringCase);
    return proof.isLinear ? syntaxProblem(pattern) : `${complaint(proof.word)}: ${adviceFor(pattern, isIgnoringCase)}`;
  } catch (error) {
    if (error instanceof PatternProblem) return error.message;
    throw error;
  }
}

function complaint(word: string | undefined): string {
  if (word === undefined) return 'cannot be proven to run in time linear in the text';
  if (word === '') return 'may take very long, whatever the text';
  return `may take very long, as on ${JSON.stringify(word.length > 24 ? `${word.slice(0, 24)}…` : word)}`;
}

/** What our reader lets pass and a browser's would not, with one flag or another. */
function syntaxProblem(pattern: string): string | undefined {
  try {
    for (const flags of ['', 'u']) RegExp(pattern, flags);
    return undefined;
  } catch (error) {
    return `is no regular expression: ${(error as Error).message}`;
  }
}
