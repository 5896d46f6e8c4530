import { hashOf } from '../../src/index.ts';

/** Chance that is the same at every run. */
export interface Draw {
  readonly whole: (least: number, most: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly digits: (length: number) => string;
  /** `#` a digit, `@` a capital letter, `&` either, `[357]` one of these; all else as it stands. */
  readonly fill: (pattern: string) => string;
}

const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

export function createDraw(seed: string): Draw {
  let drawn = 0;
  const whole = (least: number, most: number): number =>
    least + Math.floor(hashOf(`${seed}/${drawn++}`) * (most - least + 1));
  const pick = <Value>(values: readonly Value[]): Value => values[whole(0, values.length - 1)] as Value;
  const oneOf = (signs: string): string => signs.charAt(whole(0, signs.length - 1));
  const letter = (sign: string): string => {
    if (sign === '#') return oneOf(DIGITS);
    if (sign === '@') return oneOf(CAPITALS);
    if (sign === '&') return oneOf(DIGITS + CAPITALS);
    return sign.startsWith('[') ? oneOf(sign.slice(1, -1)) : sign;
  };
  const fill = (pattern: string): string => pattern.replaceAll(/\[\w+\]|[#@&]/g, letter);
  return { whole, pick, digits: (length) => fill('#'.repeat(length)), fill };
}

/** The digit that makes `${body}${digit}` pass the check of ISO/IEC 7812. */
export function checkDigit(body: string): string {
  const sum = [...body].toReversed().reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
