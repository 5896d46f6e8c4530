import type { ConsoleSite, Context, EntryAdded, FloorItem, Me, RepView, ToldRep } from '@tillside/protocol';
import type { EntryKind } from '@tillside/protocol';

/** Small true-to-form pieces of the wire. Times are far from midnight of any zone that runs the tests. */
export const NOON = Date.UTC(2026, 10, 18, 12);

export const halden: ConsoleSite = {
  id: 'site_halden',
  name: 'Halden',
  accent: '#1f5c4d',
  locale: 'en-US',
  currency: 'USD',
  offers: [{ id: 'off_express', title: 'Free express shipping', text: 'Arrives tomorrow.', code: 'EXPRESS' }],
  dispositions: ['Bought', 'Question answered'],
  greeting: 'Halden, cameras since 1926.',
  kind: 'dedicated',
};
export const fernway: ConsoleSite = {
  id: 'site_fernway',
  name: 'Fernway',
  accent: '#c2552d',
  locale: 'en-US',
  currency: 'USD',
  offers: [{ id: 'off_ten', title: 'Ten off the bag', text: 'Today only.' }],
  dispositions: ['Bought'],
  kind: 'shared',
};
export const me: Me = {
  rep: {
    id: 'rep_maya',
    name: 'Maya Lindqvist',
    email: 'maya@halden.example',
    role: 'rep',
    team: 'team_shared',
    teamName: 'Shared floor',
    status: 'available',
  },
  sites: [halden, fernway],
  isDemo: true,
};

export const rep = (part: Partial<RepView> = {}): RepView => ({
  id: 'rep_maya',
  name: 'Maya Lindqvist',
  team: 'team_shared',
  status: 'available',
  isPresent: true,
  load: 1,
  capacity: 3,
  ...part,
});

export function item(name: string, part: Partial<FloorItem> = {}): FloorItem {
  return {
    conversation: `cnv_${name}`,
    engagement: `eng_${name}`,
    site: 'site_halden',
    state: 'active',
    visitor: `vis_0000${name}`,
    openedAt: NOON - 60_000,
    epoch: 1,
    claim: `clm_${name}`,
    rep: 'rep_maya',
    unread: 0,
    ...part,
  };
}

export const floor = (part: Partial<ToldRep['floor.changed']> = {}): ToldRep['floor.changed'] => ({
  type: 'floor.changed',
  status: 'available',
  team: 'team_shared',
  mine: [],
  queue: [],
  reps: [rep()],
  ...part,
});

export const visitor = { kind: 'visitor', id: 'vis_00004f2a' } as const;
export const maya = { kind: 'rep', id: 'rep_maya', name: 'Maya' } as const;
export const jonas = { kind: 'rep', id: 'rep_jonas', name: 'Jonas' } as const;
export const system = { kind: 'system', id: 'relay' } as const;

type EntryOf<Kind extends EntryKind> = Extract<EntryAdded, { kind: Kind }>;

export function entry<Kind extends EntryKind>(
  offset: number,
  kind: Kind,
  body: EntryOf<Kind>['body'],
  part: Partial<Omit<EntryOf<Kind>, 'kind' | 'body'>> = {},
): EntryAdded {
  return {
    type: 'entry.added',
    conversation: 'cnv_4f2a',
    offset,
    chain: String(offset).padStart(12, '0'),
    session: 'relay/test',
    seq: 1,
    at: NOON + offset * 1_000,
    by: kind === 'message' ? visitor : system,
    kind,
    body,
    ...part,
  } as EntryAdded;
}

export const context: Context = {
  page: { url: 'https://halden.example/shop/checkout', title: 'Checkout · Your details' },
  cart: {
    value: 61_200,
    currency: 'USD',
    quantity: 1,
    items: [{ id: 'H-M2', name: 'Halden M2', price: 61_200, quantity: 1 }],
  },
  checkout: { step: 1 },
  device: 'desktop',
};

export const attached = (part: Partial<ToldRep['attached']> = {}): ToldRep['attached'] => ({
  type: 'attached',
  conversation: 'cnv_4f2a',
  state: 'ok',
  top: 0,
  highest: {},
  readBy: { visitor: 0, rep: 0 },
  ...part,
});
