import { hashOf } from '../arms.ts';
import type { Trace } from '../types.ts';
import { packBits } from './bits.ts';
import { letterOf } from './reasons.ts';
import { escaped, textToken, valueToken } from './tokens.ts';

/** The first character of every packed trace: another form would be another one. */
export const FORM = '1';
/** Stands at the end of a list whose rest did not fit. */
export const CUT = '^';
const MOST_BYTES = 200;

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

export const SEAL_LENGTH = 4;

/**
 * Four characters that find damage and foreign texts (they prove nothing against forgery). The rule's id and how many leaves it has are in it:
 * whoever unpacks knows them, so they need not be stored.
 */
export const sealOf = (rule: string, leaves: number, body: string): string =>
  Math.floor(hashOf(`${rule}/${leaves}/${body}`) * 36 ** SEAL_LENGTH)
    .toString(36)
    .padStart(SEAL_LENGTH, '0');

const listOf = (tokens: readonly string[], kept: number): string =>
  (kept < tokens.length ? [...tokens.slice(0, kept), CUT] : tokens).join(',');

/**
 * A trace as it is stored: one line of text, commonly under 150 bytes in UTF-8 for eight conditions and three losers, never over 200
 * (with rule ids and arms of a playbook that passed the schema). What does not fit is dropped and marked: values from the end first,
 * then losers from the weakest, then the texts of signal and arm. The rule's id is not in it.
 */
export function packTrace(trace: Trace): string {
  const values = trace.values.map(valueToken);
  const losers = trace.losers?.map(([rule, reason]) => letterOf(reason) + escaped(rule));

  const write = (keptValues: number, keptLosers: number, isBare: boolean): string => {
    const body = [
      trace.at.toString(36),
      trace.entry.toString(36) + (isBare ? CUT : textToken(trace.signal)),
      packBits(trace.bits),
      trace.limits.map((count) => count.toString(36)).join(','),
      listOf(values, keptValues),
      trace.reason ? letterOf(trace.reason) : '',
      trace.arm === undefined ? '' : isBare ? CUT : textToken(trace.arm),
      losers ? `=${listOf(losers, keptLosers)}` : '',
    ]
      .join(';')
      .replace(/;+$/, '');
    return FORM + sealOf(trace.rule, trace.bits.length, body) + body;
  };

  let [keptValues, keptLosers, isBare] = [values.length, losers?.length ?? 0, false];
  let packed = write(keptValues, keptLosers, isBare);
  while (bytesOf(packed) > MOST_BYTES && !isBare) {
    if (keptValues > 0) keptValues--;
    else if (keptLosers > 0) keptLosers--;
    else isBare = true;
    packed = write(keptValues, keptLosers, isBare);
  }
  return packed;
}
