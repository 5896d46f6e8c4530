import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '@tillside/rules/explain';
import { readRecipe, recipeNames, wordsOf } from './recipes/recipe.ts';
import { replay } from './recipes/replay.ts';
import { SCENES } from './recipes/scenes.ts';
import type { Scene } from './recipes/scenes.ts';
import { openStage } from './recipes/stage.ts';
import type { Stage } from './recipes/stage.ts';
import type { RecordedVisitor } from './recipes/visitor.ts';

let stage: Stage;
let visitor: RecordedVisitor | undefined;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await visitor?.close();
  visitor = undefined;
  await stage.mara.setStatus('Available');
});
afterAll(() => stage.close());

const come = async (name: string, comes: Scene['comes'], before: Scene['before']): Promise<RecordedVisitor> => {
  visitor = await stage.come(comes);
  await before?.(visitor, stage);
  await stage.publish(name);
  return visitor;
};

it('every recipe is played', () => {
  expect(Object.keys(SCENES).toSorted()).toEqual(recipeNames());
});

describe.each(Object.entries(SCENES))('the recipe %s, in the demo shop', (name, scene) => {
  const { playbook, rule, nearMiss } = readRecipe(name, scene.missName);

  it('invites once, in its words', async () => {
    const kim = await come(name, scene.comes, scene.before);
    const { chat, press } = kim;
    const before = kim.shown();
    await scene.fires(kim);
    await chat.invitation.getByText(wordsOf(rule)).waitFor();
    await expect.poll(kim.shown).toBe(before + 1);
    await press(chat.invitation.getByRole('button', { name: 'Close' }));
    await chat.invitation.waitFor({ state: 'detached' });
    await scene.again(kim);
    await kim.recorded();
    expect(kim.shown()).toBe(before + 1);
    expect(await chat.invitation.count()).toBe(0);
  });

  it(`does not: ${nearMiss.name}`, async () => {
    const kim = await come(name, scene.missComes, scene.missBefore);
    const before = kim.shown();
    await scene.misses(kim);
    const journey = await kim.journey();
    expect(kim.shown()).toBe(before);
    expect(await kim.chat.invitation.count()).toBe(0);
    // The page's own signals and facts, and the very same playbook, say why.
    const decisions = replay(playbook, journey);
    expect(decisions.filter(({ kind }) => kind !== 'suppress')).toEqual([]);
    const missed = decisions.findLast((decision) => decision.rule === rule.id);
    expect(missed).toMatchObject({ reason: nearMiss.reason });
    expect(missed && explain(rule, missed.trace, 'en', undefined, playbook).join('\n')).toContain(nearMiss.says);
  });
});
