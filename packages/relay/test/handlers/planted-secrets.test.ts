import type { Context } from '@tillside/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { plantedSecrets, secretsIn } from '../../../rules/test/planted-secrets.ts';
import type { PlantedSecret, Place } from '../../../rules/test/planted-secrets.ts';
import { changeSite, leaving } from './helpers/change-shop.ts';
import { openVisitor, traceOf } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const facts = ['page.url', 'page.path', 'page.title', 'page.query.q', 'visit.referrer', 'cart.coupon', 'visit.source'];
const rule = leaving({
  when: Object.fromEntries(facts.map((fact) => [fact, { $exists: true }])),
  invite: { held: false, text: { en: 'Hi' } },
});

beforeEach(async () => {
  await relay.rep('rep_ann');
  await changeSite(relay.now, { playbook: 'p2', queryKeys: ['q', 'color'] }, { version: 'p2', rules: [rule] });
});

const has = ({ places }: PlantedSecret, place: Place) => places.includes(place);

/** An address that holds the secret wherever one of its kind turns up. */
function addressOf(secret: PlantedSecret): string {
  const text = encodeURIComponent(secret.text);
  const path = has(secret, 'path') ? `/orders/${text}/view` : '/orders';
  const query = has(secret, 'query') ? `?q=${text}&token=${text}&utm_source=${text}` : '?color=red';
  return `https://alpha.example${path}${query}#${text}`;
}

/** A page that sends everything as it found it: no widget of ours reduced it. */
function contextOf(secret: PlantedSecret): Context {
  const { text } = secret;
  return {
    page: { url: addressOf(secret), title: `Thank you, ${text}`.slice(0, 200), type: 'confirmation' },
    cart: {
      value: 61_200,
      currency: 'USD',
      quantity: 1,
      items: [{ id: text.slice(0, 200), name: `Engraved: ${text}`.slice(0, 200), quantity: 1 }],
    },
  };
}

async function tellEverything(visitor: TestVisitor, secret: PlantedSecret): Promise<void> {
  const { text } = secret;
  const short = text.slice(0, 40);
  const address = addressOf(secret);
  const cut = (value: string) => (value.length > 24 ? `${value.slice(0, 23)}…` : value);
  await visitor.raw({ type: 'context.set', context: contextOf(secret) });
  await visitor.lane('consent.set', { state: 'granted' }).sent;
  const query = has(secret, 'query') ? cut(text) : 'red';
  const path = has(secret, 'path') ? `/orders/${encodeURIComponent(text)}` : '/orders';
  const values = [cut(address), cut(path), cut(text), query, cut(text), cut(text), query];
  await visitor.lane('invitation.request', {
    rule: 'leaving',
    playbook: 'p2',
    arm: text.slice(0, 200),
    trace: {
      ...traceOf(short),
      signal: short,
      arm: short,
      bits: '1111111',
      values,
      losers: [[short, 'outranked']],
    },
  }).sent;
  await visitor.lane('journey.record', {
    startedAt: 1_760_000_000_000,
    steps: [
      {
        at: 0,
        signal: { name: 'page_view', of: 'confirmation' },
        facts: {
          'page.url': address,
          'page.path': path,
          'page.title': `Thank you, ${text}`.slice(0, 200),
          'page.type': 'confirmation',
          ...(has(secret, 'query') ? { 'page.query.q': short } : {}),
          'visit.referrer': short,
          'cart.coupon': short,
          'cart.skus': [short],
          'cart.items': [{ sku: short, category: short, coupon: short, price: 100 }],
          'visitor.attributes.note': short,
          [`visitor.attributes.${short}`]: true,
        },
      },
      { at: 1, signal: { name: 'custom', of: short } },
      { at: 2, signal: { name: 'checkout_error', of: short } },
      { at: 3, signal: { name: 'search', of: short } },
      { at: 4, signal: { name: short }, outcome: { rule: short, outcome: 'shown' } },
    ],
  }).sent;
  await visitor.lane('order.report', {
    value: 61_200,
    currency: 'USD',
    coupon: text.slice(0, 200),
    items: [{ id: short, name: text.slice(0, 200), quantity: 1 }],
  }).sent;
}

describe('what persons and secrets leave behind', () => {
  it('[HA43] is nothing in journal, visitor’s record, ledger and log, whatever a page sends', async () => {
    for (const [index, secret] of plantedSecrets.entries()) {
      const visitor = openVisitor(relay.now.node, `v${index}`);
      await tellEverything(visitor, secret);
      const record = await relay.now.store.visitors.load(visitor.party.visitor);
      expect(record?.invitations).toHaveLength(1);
      expect(secretsIn(JSON.stringify(record)), secret.text).toEqual([]);
      await visitor.lane('invitation.dismiss', { invitation: visitor.invitation() }).sent;
    }
    const { journal, ledger } = relay.now.store;
    const rows = await journal.read('site_alpha', undefined, 5_000);
    const kinds = new Set(rows.map(({ kind }) => kind));
    expect(kinds).toEqual(
      new Set(['invitation.granted', 'invitation.dismissed', 'journey.recorded', 'order.reported']),
    );
    expect(rows.filter(({ kind }) => kind === 'journey.recorded')).toHaveLength(plantedSecrets.length);
    expect(rows.filter(({ trace }) => trace !== undefined)).toHaveLength(plantedSecrets.length);
    for (const row of rows) expect(secretsIn(JSON.stringify(row)), row.key).toEqual([]);
    expect(secretsIn(JSON.stringify(await ledger.list('site_alpha', Infinity, 500)))).toEqual([]);
    expect(secretsIn(JSON.stringify(relay.now.node.events))).toEqual([]);
  });

  it('[HA43] is no address and no title in what the store keeps and a rep sees of the page', async () => {
    for (const [index, secret] of plantedSecrets.entries()) {
      const visitor = openVisitor(relay.now.node, `v${index}`);
      await visitor.raw({ type: 'context.set', context: contextOf(secret) });
      expect(visitor.party.context?.page.url).toMatch(/^https:\/\/alpha\.example\/orders/);
      expect(secretsIn(JSON.stringify(visitor.party.context?.page)), secret.text).toEqual([]);
    }
  });
});
