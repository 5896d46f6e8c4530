import { openVisitor } from './parties.ts';
import type { TestRep, TestVisitor } from './parties.ts';
import { useRelay } from './use-relay.ts';

type Sent = Parameters<TestVisitor['raw']>[0];

export const byVisitor = (visitor: TestVisitor, type: 'file.send' | 'contact.give' | 'rating.give', body: object) =>
  visitor.raw({ type, session: visitor.session, conversation: 'mine', seq: visitor.seqOf('mine'), body } as Sent);

export async function byRep(
  rep: TestRep,
  type: 'product.show' | 'file.send' | 'guide.show',
  body: object,
  under: object,
): Promise<void> {
  const frame = { type, session: rep.session, conversation: 'cnv_v', seq: rep.seqOf('cnv_v'), ...under, body };
  await rep.raw(frame as Parameters<TestRep['raw']>[0]);
}

/** A fresh relay for every test of the file, in which Ann and a visitor may be talking, and what is known of it. */
export function useTalk(options?: Parameters<typeof useRelay>[0]) {
  const relay = useRelay(options);
  return {
    relay,
    /** Ann has answered the visitor's first word; what was told so far is cleared. */
    async talking(): Promise<{ readonly ann: TestRep; readonly visitor: TestVisitor }> {
      const ann = await relay.rep('rep_ann');
      const visitor = openVisitor(relay.now.node, 'v');
      await visitor.attach();
      await ann.attach('cnv_v');
      await visitor.say('Hello?');
      await relay.now.clock.pass(200);
      await ann.answer();
      await relay.now.clock.pass(200);
      visitor.clear();
      ann.clear();
      return { ann, visitor };
    },
    /** Who wrote each entry of a kind, and what. */
    bodies: async (kind: string) =>
      (await relay.now.store.conversations.read('cnv_v', 0, 500))
        .filter((entry) => entry.kind === kind)
        .map(({ by, body }) => [by.kind, JSON.parse(body)]),
    /** Kind and reason of each line of the journal. */
    lines: async () =>
      (await relay.now.store.journal.read('site_alpha', undefined, 50)).map(({ kind, reason }) => [kind, reason]),
    async assignmentOf() {
      const { record } = await relay.now.store.conversations.view('cnv_v');
      return { epoch: record?.epoch ?? 0, claim: record?.owner?.claim ?? '' };
    },
  };
}
