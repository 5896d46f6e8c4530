import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

/** A visitor in an engagement that Ann answered. */
async function talking(): Promise<{ readonly ann: TestRep; readonly visitor: TestVisitor }> {
  const ann = await relay.rep('rep_ann');
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.attach();
  await visitor.say('Hello?');
  await relay.now.clock.pass(200);
  await ann.answer();
  await relay.now.clock.pass(200);
  visitor.clear();
  return { ann, visitor };
}

describe('an offer', () => {
  it('[HA19] is stored as the whole card, code included', async () => {
    const { ann } = await talking();
    await ann.offer('cnv_v', 'off_alpha-express');
    const last = (await relay.now.store.conversations.read('cnv_v', 0, 50)).at(-1);
    expect(last?.kind).toBe('offer');
    expect(JSON.parse(last?.body ?? '')).toEqual({
      offer: 'off_alpha-express',
      title: 'Express',
      text: 'Free express shipping',
      code: 'alpha-X',
    });
  });

  it('[HA19] of another site, unknown, or switched off cannot be put forward', async () => {
    const { ann } = await talking();
    for (const offer of ['off_beta-express', 'off_alpha-old', 'off_nonsense']) {
      const seq = 1;
      await ann.raw({
        type: 'offer.make',
        session: ann.session,
        conversation: 'cnv_v',
        seq,
        ...ann.assignment('cnv_v'),
        body: { offer },
      });
      expect(ann.last('refused')).toMatchObject({ code: 'unknown_offer', retry: false, seq });
    }
    const kinds = (await relay.now.store.conversations.read('cnv_v', 0, 50)).map(({ kind }) => kind);
    expect(kinds).not.toContain('offer');
  });

  it('[HA19] that comes again after the shop changed its words is still the same', async () => {
    const { ann } = await talking();
    const { session } = ann;
    const frame = {
      type: 'offer.make' as const,
      session,
      conversation: 'cnv_v',
      seq: 1,
      ...ann.assignment('cnv_v'),
      body: { offer: 'off_alpha-express' },
    };
    await ann.raw(frame);
    const { store, node } = relay.now;
    const { sites, revision } = await store.directory.load();
    const changed = sites.map((site) => ({ ...site, offers: site.offers.map((offer) => ({ ...offer, text: 'New' })) }));
    await store.directory.apply({ sites: changed }, revision);
    await node.refresh();
    await ann.raw(frame);
    expect(ann.all('acked')).toHaveLength(2);
    expect(ann.all('refused')).toEqual([]);
  });

  it('[HA19] is applied by the visitor without the code being told to who guesses', async () => {
    const { visitor } = await talking();
    const apply = (offer: string, seq: number) =>
      visitor.raw({
        type: 'offer.apply',
        session: visitor.session,
        conversation: 'mine',
        seq,
        body: { offer, isApplied: true },
      });
    await apply('off_beta-express', 2);
    expect(visitor.last('refused')).toMatchObject({ code: 'unknown_offer' });
    await apply('off_alpha-express', 2);
    const last = (await relay.now.store.conversations.read('cnv_v', 0, 50)).at(-1);
    expect(JSON.parse(last?.body ?? '')).toEqual({ offer: 'off_alpha-express', isApplied: true });
    await apply('off_alpha-express', 2);
    const applied = (await relay.now.store.journal.read('site_alpha', undefined, 50)).filter(
      ({ kind }) => kind === 'offer.applied',
    );
    expect(applied).toMatchObject([{ reason: 'applied', visitor: 'vis_v' }]);
  });
});
