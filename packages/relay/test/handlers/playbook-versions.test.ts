import { describe, expect, it } from 'vitest';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const say = (version: string, text: string) => ({
  version,
  rules: [leaving({ invite: { text: { en: text } } })],
});

/** What a visitor whose page has this version is told. */
async function answer(name: string, version: string) {
  const visitor = openVisitor(relay.now.node, name);
  await visitor.request('leaving', version);
  const record = await relay.now.store.visitors.load(visitor.party.visitor);
  return record?.invitations.at(-1)?.text ?? visitor.last('invitation.withheld')?.reason;
}

describe('several versions of a playbook', () => {
  it('[HA44] are each judged by their own rules while they are live', async () => {
    await relay.rep('rep_ann');
    await relay.rep('rep_bob');
    await changeSite(
      relay.now,
      { playbook: 'p2', previousPlaybook: 'p1', rollout: { version: 'p3', percent: 10 } },
      say('p1', 'One'),
      say('p2', 'Two'),
      say('p3', 'Three'),
    );
    expect(await answer('a', 'p2')).toBe('Two');
    expect(await answer('b', 'p3')).toBe('Three');
    expect(await answer('c', 'p1')).toBe('One');
    expect(await answer('d', 'alpha-1')).toBe('unknown_rule');
    const rows = await relay.now.store.journal.read('site_alpha', undefined, 9);
    expect(rows.map(({ playbook }) => playbook)).toEqual(['p1', 'p3', 'p2']);
  });

  it('[HA44] that were taken back invite nobody any more', async () => {
    await relay.rep('rep_ann');
    await changeSite(relay.now, { rollout: { version: 'p3', percent: 50 } }, say('p3', 'Three'));
    expect(await answer('a', 'p3')).toBe('Three');
    const { rollout: _, ...site } = (await relay.now.store.directory.load()).sites[0]!;
    await relay.now.store.directory.apply({ sites: [site] }, await relay.now.store.directory.revision());
    await relay.now.node.refresh();
    expect(await answer('b', 'p3')).toBe('unknown_rule');
  });

  it('[HA44] know a rule or do not, each for itself', async () => {
    await relay.rep('rep_ann');
    await changeSite(relay.now, { rollout: { version: 'p3', percent: 50 } }, { version: 'p3', rules: [] });
    expect(await answer('a', 'p3')).toBe('unknown_rule');
    expect(await answer('b', 'alpha-1')).toBe("Hi, I'm Ann from alpha.");
  });
});

describe('the words and the form', () => {
  it('[HA4] of a grant name the cart, and are the rule’s', async () => {
    await relay.rep('rep_ann');
    const text = { en: '{rep} of {team}: {cart|your cart}', de: '{rep}: {cart|Ihr Warenkorb}' };
    const rule = leaving({ invite: { form: 'bar', text } });
    await changeSite(relay.now, { playbook: 'p2' }, { version: 'p2', rules: [rule] });
    const visitor = openVisitor(relay.now.node, 'v');
    visitor.party.context = {
      page: { url: 'https://alpha.example/', title: '' },
      cart: { value: 123_456, currency: 'EUR', quantity: 1, items: [] },
      language: 'de-AT',
    };
    await visitor.request('leaving', 'p2');
    expect(visitor.last('invitation.granted')?.form).toBe('bar');
    const words = (await relay.now.store.visitors.load('vis_v'))?.invitations[0]?.text;
    expect(words?.replaceAll(/\s/g, ' ')).toBe('Ann: 1.234,56 €');
    expect(await answer('w', 'p2')).toBe('Ann of alpha: your cart');
  });
});
