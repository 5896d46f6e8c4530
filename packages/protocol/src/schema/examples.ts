import type { RepFrames, ToldRep, ToldVisitor, VisitorFrames } from '../types.ts';
import {
  session,
  repSession,
  conversation,
  visitor,
  rep,
  engagement,
  invitation,
  offer,
  at,
  file,
  product,
  contact,
  rating,
  target,
  context,
  engagementView,
  floorItem,
} from './example-parts.ts';

const linkAsked = {
  hello: {
    type: 'hello' as const,
    version: 1 as const,
    credential: 'k1.eyJzaXRlIjoi….x0Yf',
    sessions: [session],
    cursors: [{ conversation: 'mine', offset: 3, chain: '07d2d619f1fc' }],
    context,
  },
  'session.add': { type: 'session.add' as const, session: '90e1d4c7b2a84f3365f1d08c7be92a14' },
  'conversation.attach': {
    type: 'conversation.attach' as const,
    conversation: 'mine',
    offset: 3,
    chain: '07d2d619f1fc',
  },
  'conversation.detach': { type: 'conversation.detach' as const, conversation },
  typing: { type: 'typing' as const, conversation: 'mine' },
  read: { type: 'read' as const, conversation: 'mine', offset: 4 },
  pong: { type: 'pong' as const },
};

const lane = { session, conversation: 'visitor' as const, seq: 1 };
const mine = { session, conversation: 'mine' as const, seq: 1 };
const step = { invitation };

export const visitorAskedExamples: VisitorFrames = {
  ...linkAsked,
  'message.send': { type: 'message.send', ...mine, body: { text: 'Does it come with a strap?' } },
  'file.send': { type: 'file.send', ...mine, seq: 3, body: { file } },
  'contact.give': { type: 'contact.give', ...mine, seq: 4, body: contact },
  'rating.give': { type: 'rating.give', ...mine, seq: 5, body: rating },
  'offer.apply': { type: 'offer.apply', ...mine, seq: 2, body: { offer, isApplied: true } },
  'invitation.request': {
    type: 'invitation.request',
    ...lane,
    body: {
      rule: 'exit-checkout',
      playbook: '7',
      arm: 'treated',
      trace: {
        rule: 'exit-checkout',
        entry: 0,
        signal: 'exit_intent',
        at,
        bits: '11',
        values: [61_200, 'checkout'],
        limits: [0, 0, 1, -1],
        arm: 'treated',
        losers: [['third-product', 'outranked']],
      },
    },
  },
  'invitation.seen': { type: 'invitation.seen', ...lane, seq: 2, body: step },
  'invitation.accept': { type: 'invitation.accept', ...lane, seq: 3, body: step },
  'invitation.decline': { type: 'invitation.decline', ...lane, seq: 3, body: step },
  'invitation.dismiss': { type: 'invitation.dismiss', ...lane, seq: 3, body: step },
  'invitation.time-out': { type: 'invitation.time-out', ...lane, seq: 3, body: step },
  'order.report': {
    type: 'order.report',
    ...lane,
    seq: 4,
    body: { transactionId: 'T-1009', value: 61_200, currency: 'USD', coupon: 'EXPRESS' },
  },
  'consent.set': { type: 'consent.set', ...lane, body: { state: 'granted' } },
  'transcript.request': { type: 'transcript.request', ...lane, seq: 5, body: { email: 'ida@example.com' } },
  'page.report': {
    type: 'page.report',
    ...lane,
    seq: 6,
    body: {
      page: 'checkout',
      device: 'desktop',
      timings: [{ entry: 'start', p95Ms: 3.2, count: 1 }],
      exits: [{ by: 'pointer', hasLeft: true }],
    },
  },
  'guide.list': { type: 'guide.list', targets: [{ ...target, role: 'section' }] },
  'guide.answer': { type: 'guide.answer', offset: 7, state: 'shown' },
  'journey.record': {
    type: 'journey.record',
    ...lane,
    seq: 5,
    body: {
      startedAt: at,
      steps: [
        {
          at: 0,
          signal: { name: 'page_view', of: 'checkout' },
          facts: {
            'page.path': '/checkout',
            'cart.value': 61_200,
            'cart.skus': ['cam-1'],
            'cart.items': [{ sku: 'cam-1', price: 61_200 }],
            'checkout.step': null,
          },
        },
        { at: 1_200, signal: { name: 'scroll_depth', value: 40 } },
        { at: 90_000, outcome: { rule: 'exit-checkout', outcome: 'accepted' } },
      ],
    },
  },
  'context.set': { type: 'context.set', context },
};

const written = { session: repSession, conversation, seq: 1 };
const assignment = { epoch: 1, claim: 'clm_2b8s' };

export const repAskedExamples: RepFrames = {
  ...linkAsked,
  'message.send': {
    type: 'message.send',
    ...written,
    ...assignment,
    body: { text: 'It does, a leather one.', replies: ['Great, thanks', 'Can I see it?'] },
  },
  'product.show': { type: 'product.show', ...written, seq: 4, ...assignment, body: product },
  'file.send': { type: 'file.send', ...written, seq: 5, ...assignment, body: { file } },
  'guide.look': { type: 'guide.look', ref: 5, conversation, ...assignment },
  'guide.show': { type: 'guide.show', ...written, seq: 6, ...assignment, body: target },
  'note.add': { type: 'note.add', ...written, seq: 2, body: { text: 'Asks about accessories.' } },
  'offer.make': { type: 'offer.make', ...written, seq: 3, ...assignment, body: { offer } },
  'engagement.accept': { type: 'engagement.accept', ref: 1, conversation, engagement },
  'engagement.decline': { type: 'engagement.decline', ref: 2, conversation, engagement },
  'engagement.resolve': { type: 'engagement.resolve', ref: 3, conversation, ...assignment, disposition: 'sold' },
  'engagement.finish': { type: 'engagement.finish', ref: 6, conversation, ...assignment },
  'engagement.put-off': { type: 'engagement.put-off', ref: 7, conversation, ...assignment },
  'engagement.transfer': {
    type: 'engagement.transfer',
    ref: 8,
    conversation,
    ...assignment,
    to: { rep: 'rep_jonas' },
    note: 'Wants to know when the strap is back.',
  },
  'reason.set': { type: 'reason.set', ref: 9, conversation, ...assignment, reason: 'order' },
  'status.set': { type: 'status.set', ref: 4, status: 'available' },
};

const entry = {
  type: 'entry.added' as const,
  conversation: 'mine',
  offset: 4,
  chain: '85d82ff35ecb',
  session,
  seq: 1,
  at,
  by: { kind: 'visitor' as const, id: 'mine' },
  kind: 'message' as const,
  body: { text: 'Does it come with a strap?' },
};

const linkTold = {
  attached: {
    type: 'attached' as const,
    conversation: 'mine',
    state: 'ok' as const,
    from: 3,
    top: 4,
    highest: { [session]: 1 },
    context,
    engagement: engagementView,
    readBy: { visitor: 3, rep: 4 },
  },
  live: { type: 'live' as const, conversation: 'mine' },
  'entry.added': entry,
  'entry.skipped': { type: 'entry.skipped' as const, conversation: 'mine', offset: 3, chain: '07d2d619f1fc' },
  acked: { type: 'acked' as const, session, conversation: 'mine' as const, seq: 1, offset: 4 },
  rewind: { type: 'rewind' as const, session, conversation: 'mine' as const, highest: 0 },
  refused: {
    type: 'refused' as const,
    session,
    conversation: 'mine' as const,
    seq: 2,
    code: 'rate' as const,
    retry: true,
    afterMs: 400,
    detail: 'more than 10 frames a second',
  },
  done: { type: 'done' as const, ref: 1 },
  superseded: { type: 'superseded' as const, session },
  ping: { type: 'ping' as const },
  drain: { type: 'drain' as const, afterMs: 10_000 },
};

const welcomed = {
  type: 'welcomed' as const,
  node: 'n1',
  now: at,
  heartbeatMs: 20_000,
  limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
};

const bands = { teams: { team_halden: 'now' as const }, skills: { fitting: 'now' as const, fr: 'none' as const } };

const facts = {
  'engagement.changed': { type: 'engagement.changed' as const, conversation: 'mine', engagement: engagementView },
  'typing.seen': { type: 'typing.seen' as const, conversation: 'mine', by: 'rep' as const },
  'read.moved': { type: 'read.moved' as const, conversation: 'mine', by: 'rep' as const, offset: 4 },
};

export const toldVisitorExamples: ToldVisitor = {
  ...linkTold,
  welcomed: {
    ...welcomed,
    visitor: { id: visitor },
    credential: 'k1.eyJzaXRlIjoi….x0Yf',
    availability: 'now',
    bands,
    country: 'US',
  },
  ...facts,
  'invitation.granted': {
    type: 'invitation.granted',
    session,
    seq: 1,
    invitation,
    rule: 'exit-checkout',
    rep: { id: rep, name: 'Mara', picture: '/v1/reps/rep_mara/picture?v=1' },
    offer: { id: offer, title: 'Free express shipping', text: 'With you tomorrow, on us.' },
    form: 'card',
    expiresAt: at + 120_000,
  },
  'invitation.withheld': {
    type: 'invitation.withheld',
    session,
    seq: 1,
    rule: 'exit-checkout',
    reason: 'no_capacity',
  },
  'invitation.withdrawn': { type: 'invitation.withdrawn', invitation },
  'queue.moved': { type: 'queue.moved', conversation: 'mine', position: 2, wait: { fromMs: 60_000, toMs: 180_000 } },
  'guide.asked': { type: 'guide.asked' },
  'availability.changed': {
    type: 'availability.changed',
    availability: 'soon',
    bands: { ...bands, teams: { team_halden: 'soon' } },
  },
};

export const toldRepExamples: ToldRep = {
  ...linkTold,
  welcomed: { ...welcomed, rep: { id: rep, name: 'Mara', team: 'team_halden', sites: ['site_halden'] } },
  ...facts,
  'ring.started': { type: 'ring.started', conversation, engagement, site: 'site_halden', untilAt: at + 30_000 },
  'ring.ended': { type: 'ring.ended', conversation, engagement, cause: 'accepted' },
  'assignment.ended': {
    type: 'assignment.ended',
    conversation,
    engagement,
    site: 'site_halden',
    cause: 'taken_over',
    by: { id: 'rep_jonas', name: 'Jonas' },
  },
  'guide.listed': { type: 'guide.listed', conversation, targets: [{ ...target, role: 'section' }] },
  'guide.moved': { type: 'guide.moved', conversation, offset: 7, state: 'shown' },
  'context.changed': { type: 'context.changed', conversation, context },
  'floor.changed': {
    type: 'floor.changed',
    status: 'available',
    team: 'team_halden',
    mine: [floorItem],
    queue: [],
    reps: [{ id: rep, name: 'Mara', team: 'team_halden', status: 'available', isPresent: true, load: 1, capacity: 3 }],
  },
  'activity.added': {
    type: 'activity.added',
    items: [{ site: 'site_halden', number: 17, at, kind: 'invitation.accepted', visitor, conversation, invitation }],
  },
};

export { entryBodyExamples } from './example-entries.ts';
