import { describe, expect, it } from 'vitest';
import { activityOf } from '../../src/core/activity.ts';
import { conversationOf } from '../../src/core/ids.ts';
import { isPreview, previewVisitorPrefix } from '../../src/core/preview.ts';
import { randomId } from '../../src/transport/credentials.ts';

describe('a try-out', () => {
  it('[CO30] is told by the ids of visitor and conversation, which no shopper’s can be', () => {
    const visitor = randomId(previewVisitorPrefix);
    expect([isPreview(visitor), isPreview(conversationOf(visitor))]).toEqual([true, true]);
    for (let index = 0; index < 1_000; index += 1) {
      const shopper = randomId('vis');
      expect(isPreview(shopper) || isPreview(conversationOf(shopper))).toBe(false);
      expect(shopper.slice(4)).not.toContain('i');
    }
    expect([isPreview(undefined), isPreview('vis_previewer'), isPreview('inv_preview_1')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('[CO30] is marked in the activity list', () => {
    const row = { key: 'k', kind: 'offer.made', number: 1, at: 2, visitor: 'vis_preview_a' } as const;
    expect(activityOf('site_1', { ...row, isPreview: true })).toMatchObject({ isPreview: true });
    expect(activityOf('site_1', row)).not.toHaveProperty('isPreview');
  });
});
