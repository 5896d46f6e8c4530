import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { openChoice } from '../../src/open-choice.ts';
import { useCli } from './run-cli.ts';

describe('CHOOSE_REP', () => {
  const cli = useCli();
  const open = (name: string, text?: string) => {
    const path = text === undefined ? cli.path(name) : cli.write(name, text);
    return openChoice({ chooseRepModule: path });
  };
  const visit = { site: 's', team: 't', conversation: 'c', visitor: 'v', waitedMs: 0, skills: [] };
  const rep = (id: string) => ({ rep: id, load: 0, capacity: 1, weight: 1, idleMs: 0, skills: [], languages: [] });

  it('[CM55] names a module whose default export orders the reps', async () => {
    expect(await openChoice({ chooseRepModule: undefined })).toBeUndefined();
    const text = 'export default (candidates) => candidates.map(({ rep }) => rep).toReversed();';
    const choose = await open('choose.mjs', text);
    expect(choose?.([rep('a'), rep('b')], visit)).toEqual(['b', 'a']);
  });

  it.each([
    ['missing.mjs', undefined, 'cannot be loaded'],
    ['broken.mjs', 'export default (', 'cannot be loaded'],
    ['none.mjs', 'export const choose = () => [];', 'has no function as its default export'],
    ['text.mjs', 'export default "a";', 'has no function as its default export'],
  ])('[CM55] %s is told before anything is served', async (name, text, expected) => {
    const failed = await open(name, text).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ConfigError);
    expect(String(failed)).toContain(expected);
    expect(String(failed)).toContain(name);
  });
});
