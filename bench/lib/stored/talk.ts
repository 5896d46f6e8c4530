import type { openStore } from '@tillside/relay';
import { hex } from './hex.ts';

type Store = Awaited<ReturnType<typeof openStore>>;
type Entries = Parameters<Store['conversations']['commit']>[2];

const pick = <T>(list: readonly T[], ...of: readonly (string | number)[]): T =>
  list[Number.parseInt(hex(8, ...of), 16) % list.length] as T;

const said = [
  'Does the strap fit the smaller body as well?',
  'Is it in stock in brown?',
  'I would need it by Friday, my sister’s wedding is on Saturday.',
  'The 35 mm comes with a hood and two caps.',
  'Shipping to Lisbon takes three days, and returns are free for a month.',
  'Passt der Filter auch auf das alte Gehäuse?',
  'Ich schaue kurz im Lager nach, einen Moment bitte.',
  'Thank you, that helps a lot!',
  'Then I will take it in black.',
  'You can send it back unopened until the end of January.',
  'My order number is',
  'We had three of them this morning; let me see what is left.',
  'Great, done. Have a nice day!',
  'Could you match the price I saw elsewhere? It was 20 less.',
  'It weighs 410 grams with the battery.',
  'What is the difference between the second and the third version?',
  'The coating is new, and it focuses a little closer.',
  'Do you also take PayPal?',
];

/** Ten messages between a visitor who was invited and a rep, with all that a relay writes around them; it is over. */
export async function writeTalk({ conversations }: Store, index: number): Promise<string> {
  const id = hex(22, index, 'visitor');
  const [visitor, conversation] = [`vis_${id}`, `cnv_${id}`];
  const [page, desk, claim] = [hex(32, index, 'page'), hex(32, index, 'desk'), `clm_${hex(16, index, 'claim')}`];
  const [engagement, invitation, from] = [
    `eng_${page}_1`,
    `inv_${hex(16, index, 'inv')}`,
    1_764_000_000_000 + index * 61_000,
  ];
  const relay = { kind: 'system', id: 'relay' } as const;
  const mara = { kind: 'rep', id: 'rep_mara', name: 'Mara' } as const;
  const owner = { rep: mara.id, team: 'team_halden', claim };
  const opened = {
    ...{
      id: engagement,
      state: 'ringing' as const,
      cause: 'invitation' as const,
      invitation,
      rule: 'leaving-checkout',
    },
    ...{ shown: mara.id, openedAt: from, teams: ['team_halden'], tried: [], language: 'en', startOffset: 0 },
  };
  const record = { conversation, site: 'site_halden', visitor, revision: 0, epoch: 1 };
  const entry = (kind: Entries[number]['kind'], by: typeof relay | typeof mara, body: object) =>
    ({ cause: `${engagement}/${kind}`, kind, by, body: JSON.stringify({ engagement, ...body }) }) as const;

  const first = [
    entry('engagement.opened', relay, { cause: 'invitation', invitation }),
    entry('engagement.rang', relay, { rep: mara.id, name: mara.name }),
  ];
  await conversations.commit({ ...record, owner, engagement: opened }, 0, first, from);
  const price = 1_000 + (index % 97) * 100;
  const item = { id: `SKU-${1_000 + (index % 400)}`, name: 'Halden 35 mm f/2', quantity: 1, price };
  await conversations.setContext(conversation, {
    page: {
      url: `https://shop.example/products/halden-${index % 400}?utm_source=letter`,
      title: 'Halden 35 mm f/2 — Halden',
    },
    cart: { value: price, currency: 'EUR', quantity: 1, items: [item] },
    checkout: { step: 2 },
  });
  const active = { ...opened, state: 'active' as const, acceptedAt: from + 4_000 };
  await conversations.commit(
    { ...record, owner, engagement: active },
    1,
    [entry('engagement.accepted', mara, { rep: mara.id, name: mara.name })],
    from + 4_000,
  );
  for (let seq = 1; seq <= 5; seq += 1) {
    for (const by of [mara, { kind: 'visitor', id: visitor } as const]) {
      const words = [pick(said, index, seq, by.kind), pick(said, seq, by.kind, index)].join(' ');
      const body = JSON.stringify({ text: `${words} ${hex(5, index, seq)}` });
      const assignment = by.kind === 'rep' ? { assignment: { rep: mara.id, epoch: 1, claim } } : {};
      const session = by.kind === 'rep' ? desk : page;
      const at = from + seq * 20_000 + (by.kind === 'rep' ? 0 : 9_000);
      await conversations.append(
        { conversation, session, seq, kind: 'message', by, body, sent: body, ...assignment },
        at,
      );
    }
    await conversations.setRead(conversation, 'rep', 3 + seq * 2);
    await conversations.setRead(conversation, 'visitor', 2 + seq * 2);
  }
  const resolved = { ...active, state: 'resolved' as const, resolvedAt: from + 150_000, disposition: 'Bought' };
  await conversations.commit(
    { ...record, lastRep: mara.id, engagement: resolved },
    2,
    [entry('engagement.resolved', mara, { disposition: 'Bought' })],
    from + 150_000,
  );
  return conversation;
}
