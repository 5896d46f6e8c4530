import { beforeEach, describe, expect, it } from 'vitest';
import type { FilesPort, StoredFile } from '../../src/ports/index.ts';
import { openVisitor } from './helpers/parties.ts';
import { byRep, byVisitor, useTalk } from './helpers/use-talk.ts';

const fileId = (digit: string) => `fil_${digit.repeat(40)}`;
const stored = new Map<string, StoredFile>();
const kept = new Set<string>();
const files: FilesPort = {
  put: () => Promise.reject(new Error('not asked here')),
  read: async () => undefined,
  find: async (id) => stored.get(id),
  keep: async (id) => {
    const was = kept.has(id);
    kept.add(id);
    return stored.has(id) ? was : undefined;
  },
  letGo: async (id) => void kept.delete(id),
  sweep: async () => 0,
};

function upload(digit: string, by: string, conversation = 'cnv_v'): string {
  const id = fileId(digit);
  stored.set(id, {
    id,
    site: 'site_alpha',
    conversation,
    by,
    name: 'lens.png',
    type: 'image/png',
    bytes: 1_234,
    width: 20,
    height: 10,
  });
  return id;
}

const { relay, talking, bodies, lines, assignmentOf } = useTalk({ files });

beforeEach(() => {
  stored.clear();
  kept.clear();
});

describe('a file', () => {
  it('[HA49] is sent by who uploaded it, into the conversation it was uploaded for', async () => {
    const { ann, visitor } = await talking();
    await byVisitor(visitor, 'file.send', { file: upload('a', 'vis_v') });
    expect(visitor.last('acked')).toBeDefined();
    const under = await assignmentOf();
    await byRep(ann, 'file.send', { file: upload('b', 'rep_ann') }, under);
    expect(await bodies('file')).toEqual([
      ['visitor', { file: fileId('a'), name: 'lens.png', type: 'image/png', bytes: 1_234, width: 20, height: 10 }],
      ['rep', { file: fileId('b'), name: 'lens.png', type: 'image/png', bytes: 1_234, width: 20, height: 10 }],
    ]);
    expect(await lines()).toContainEqual(['file.sent', 'image/png, 1234 bytes']);
    expect([...kept].toSorted()).toEqual([fileId('a'), fileId('b')]);
    for (const foreign of [upload('c', 'vis_other'), upload('d', 'vis_v', 'cnv_other'), fileId('e')]) {
      await visitor.raw({
        type: 'file.send',
        session: visitor.session,
        conversation: 'mine',
        seq: 3,
        body: { file: foreign },
      });
      expect(visitor.last('refused')).toMatchObject({ code: 'denied', retry: false });
    }
    expect(kept.size).toBe(2);
  });

  it('[HA49] whose entry is refused goes the way of what nobody sends', async () => {
    const { ann, visitor } = await talking();
    await byRep(ann, 'file.send', { file: upload('a', 'rep_ann') }, { epoch: 0, claim: 'clm_0' });
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
    expect(kept.size).toBe(0);
    await byVisitor(visitor, 'file.send', { file: upload('b', 'vis_v') });
    expect(kept.size).toBe(1);
  });

  it('[HA49] asks for an answer as a message does', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await byVisitor(visitor, 'file.send', { file: upload('a', 'vis_v') });
    await relay.now.clock.pass(1_200);
    expect(ann.all('ring.started')).toHaveLength(1);
  });
});
