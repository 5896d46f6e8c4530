import { describe, expect, it } from 'vitest';
import { limits } from '@tillside/protocol';
import { relayToRep, repToRelay, visitorToRelay } from '@tillside/protocol/schema';
import { sentFile } from '../src/schema/entries.ts';
import { entryBodyExamples, repAskedExamples, visitorAskedExamples } from '../src/schema/examples.ts';

/** Does it take what is at the limit, and not what is one above? */
const holds = (fits: (size: number) => boolean, limit: number) => [fits(limit), fits(limit + 1)];
const held = [true, false];
const text = (length: number) => 'x'.repeat(length);

describe('a limit of the schemas', () => {
  it('[PS5] replies, and replyLength of each', () => {
    const takes = (replies: readonly string[]) => {
      const { body, ...send } = repAskedExamples['message.send'];
      return repToRelay['message.send'].safeParse({ ...send, body: { ...body, replies } }).success;
    };
    expect(holds((count) => takes(Array.from({ length: count }, (_, n) => `${n}`)), limits.replies)).toEqual(held);
    expect(holds((length) => takes([text(length)]), limits.replyLength)).toEqual(held);
  });

  it('[PS5] transferNoteLength', () => {
    const takes = (length: number) =>
      repToRelay['engagement.transfer'].safeParse({ ...repAskedExamples['engagement.transfer'], note: text(length) })
        .success;
    expect(holds(takes, limits.transferNoteLength)).toEqual(held);
  });

  it('[PS5] guideTargets, up and down', () => {
    const { targets, ...list } = visitorAskedExamples['guide.list'];
    const many = (count: number) => Array.from({ length: count }, () => targets[0]);
    const asked = (count: number) => visitorToRelay['guide.list'].safeParse({ ...list, targets: many(count) }).success;
    const told = (count: number) =>
      relayToRep['guide.listed'].safeParse({ type: 'guide.listed', conversation: 'cnv_1', targets: many(count) })
        .success;
    expect(holds(asked, limits.guideTargets)).toEqual(held);
    expect(holds(told, limits.guideTargets)).toEqual(held);
  });

  it('[PS5] previewLength', () => {
    const takes = (length: number) =>
      visitorToRelay.typing.safeParse({ ...visitorAskedExamples.typing, text: text(length) }).success;
    expect(holds(takes, limits.previewLength)).toEqual(held);
  });

  it('[PS5] fileBytes', () => {
    const { file } = entryBodyExamples;
    expect(holds((bytes) => sentFile.safeParse({ ...file, bytes }).success, limits.fileBytes)).toEqual(held);
  });
});
