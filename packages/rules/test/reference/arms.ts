import type { Arm, Playbook, Rule } from '../../src/index.ts';

/** FNV-1a over UTF-16 code units and MurmurHash3's finaliser, in numbers that have no end: as the definitions are written down. */
function hashPlainly(text: string): number {
  const cut = (value: bigint): bigint => value & 0xffffffffn;
  let hash = 0x811c9dc5n;
  for (let index = 0; index < text.length; index++) hash = cut((hash ^ BigInt(text.charCodeAt(index))) * 0x01000193n);
  hash = cut((hash ^ (hash >> 16n)) * 0x85ebca6bn);
  hash = cut((hash ^ (hash >> 13n)) * 0xc2b2ae35n);
  return Number(hash ^ (hash >> 16n)) / 2 ** 32;
}

/** Shares are laid side by side, in hundredths of a percent; the visitor is a point on that line. */
export function armPlainly(playbook: Playbook, rule: Rule, visitorSeed: string): Arm | undefined {
  const experiment = playbook.experiments?.find(({ id }) => id === rule.audience?.experiment);
  if (!experiment) return undefined;
  const point = hashPlainly(`${visitorSeed}/${experiment.id}`) * 10_000;
  let end = 0;
  for (const arm of experiment.arms) {
    end += Math.round(arm.share * 100);
    if (point < end) return arm;
  }
  return experiment.arms.at(-1);
}
