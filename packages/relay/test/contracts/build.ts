import type {
  AppendRequest,
  ConversationRecord,
  Engagement,
  OrderRecord,
  RelayEntry,
  Site,
  VisitorRecord,
} from '../../src/ports/index.ts';

/** The suites' clock: in the future, so that no store forgets by its own clock what a test's clock still needs. */
export const t0 = 2_000_000_000_000;

export const cnv = 'cnv_1';
export const visitor = { kind: 'visitor', id: 'vis_1' } as const;
export const rep = { kind: 'rep', id: 'rep_ada', name: 'Ada' } as const;
export const relay = { kind: 'system', id: 'relay' } as const;

/** A page load's id, told apart by one letter. */
export const sessionOf = (letter: string): string => letter.repeat(32);

/** What a client sent, and what is stored of it, with this text. */
export const textBody = (text: string): string => JSON.stringify({ text });

/** A visitor's message; the body, unless given, names its session and seq. */
export function message(seq: number, changes: Partial<AppendRequest> = {}): AppendRequest {
  const session = changes.session ?? sessionOf('a');
  const body = changes.body ?? textBody(`${session.slice(0, 1)}${seq}`);
  return {
    conversation: cnv,
    session,
    seq,
    kind: 'message',
    by: visitor,
    body,
    sent: changes.sent ?? body,
    ...changes,
  };
}

export function engagement(changes: Partial<Engagement> = {}): Engagement {
  return {
    id: 'eng_1',
    state: 'active',
    cause: 'visitor',
    openedAt: t0,
    teams: ['team_1'],
    tried: [],
    startOffset: 0,
    ...changes,
  };
}

export function record(changes: Partial<ConversationRecord> = {}): ConversationRecord {
  return { conversation: cnv, site: 'site_1', visitor: visitor.id, revision: 0, epoch: 0, ...changes };
}

/** A record that Ada owns under epoch 1. */
export const owned = record({
  epoch: 1,
  owner: { rep: rep.id, team: 'team_1', claim: 'clm_1' },
  engagement: engagement(),
});
export const adas = { rep: rep.id, epoch: 1, claim: 'clm_1' } as const;

export function relayEntry(cause: string, changes: Partial<RelayEntry> = {}): RelayEntry {
  return {
    cause,
    kind: 'engagement.opened',
    by: relay,
    body: JSON.stringify({ engagement: 'eng_1', cause: 'visitor' }),
    ...changes,
  };
}

export function visitorRecord(changes: Partial<VisitorRecord> = {}): VisitorRecord {
  return {
    visitor: visitor.id,
    site: 'site_1',
    revision: 0,
    generation: 0,
    isBlocked: false,
    invitations: [],
    orders: [],
    createdAt: t0,
    ...changes,
  };
}

export function order(key: string, changes: Partial<OrderRecord> = {}): OrderRecord {
  return {
    key,
    site: 'site_1',
    revision: 0,
    order: `ord_${key}`,
    status: 'unconfirmed',
    credit: 'saved',
    value: 61_200,
    currency: 'USD',
    bounty: 1_500,
    bountyCurrency: 'USD',
    isBillable: false,
    at: t0,
    ...changes,
  };
}

export function site(id: string, changes: Partial<Site> = {}): Site {
  return {
    id,
    name: 'Northlight Camera',
    origins: ['https://shop.example'],
    locales: ['en'],
    currency: 'USD',
    accent: '#335577',
    isEnabled: true,
    route: [{ team: 'team_1', afterMs: 0 }],
    offers: [],
    tariff: { currency: 'USD', tiers: [{ from: 0, bounty: 500 }], windowMs: 86_400_000 },
    dispositions: ['sold'],
    texts: {},
    secretKeyHashes: [],
    ...changes,
  };
}
