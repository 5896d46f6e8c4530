const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/** The digits in which `verdicts` are written: two a leaf where all were looked at, three where some were not. */
const plain = { sign: 'b', verdicts: '01', size: 6 } as const;
const mixed = { sign: 't', verdicts: '01-', size: 3 } as const;

/** Six verdicts a character; three, where leaves are among them that nobody looked at; one in all, where nobody looked at any. */
export function packBits(bits: string): string {
  if (/^-+$/.test(bits)) return '-';
  const { sign, verdicts, size } = bits.includes('-') ? mixed : plain;
  let packed = sign as string;
  for (let at = 0; at < bits.length; at += size) {
    let digit = 0;
    for (let of = 0; of < size; of++)
      digit = digit * verdicts.length + Math.max(0, verdicts.indexOf(bits[at + of] ?? '0'));
    packed += DIGITS[digit];
  }
  return packed;
}

/** @param length how many leaves the rule has */
export function unpackBits(packed: string, length: number): string | undefined {
  if (packed === '-') return '-'.repeat(length);
  const kind = [plain, mixed].find(({ sign }) => packed.startsWith(sign));
  if (!kind || packed.length !== 1 + Math.ceil(length / kind.size)) return undefined;
  const groups = [...packed.slice(1)].map((char) => {
    let digit = DIGITS.indexOf(char);
    let group = '';
    for (let of = 0; of < kind.size; of++) {
      group = kind.verdicts[digit % kind.verdicts.length] + group;
      digit = Math.floor(digit / kind.verdicts.length);
    }
    return group;
  });
  return groups.join('').slice(0, length);
}
