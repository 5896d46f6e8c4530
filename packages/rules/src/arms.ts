import type { Arm, Experiment } from './playbook.ts';

/**
 * A number in [0, 1) that a text always has, in every browser and server and in every later version: visitors' arms hang on it.
 * FNV-1a, 32 bits, over UTF-16 code units (http://www.isthe.com/chongo/tech/comp/fnv/), then MurmurHash3's finaliser, because
 * FNV alone changes little between texts that differ only in their last letter.
 */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x1000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** The visitor's arm. Shares are taken in hundredths of a percent, in the order of `arms`; whatever they leave over is the last arm's. */
export function armOf({ id, arms }: Experiment, visitorSeed: string): Arm {
  let left = hashOf(`${visitorSeed}/${id}`) * 10_000;
  const arm = arms.find(({ share }) => (left -= Math.round(share * 100)) < 0) ?? arms.at(-1);
  if (!arm) throw new Error(`experiment ${id}: no arms`);
  return arm;
}

/** Whether a visitor gets the playbook `version` while it is rolled out to `percent` of all: who got it at 10 % keeps it at 50 %. */
export const isRolledOut = (visitorSeed: string, version: string, percent: number): boolean =>
  hashOf(`${visitorSeed}/rollout/${version}`) < percent / 100;
