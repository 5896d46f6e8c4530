import type { DirectoryChange, KeptStore, MailOrder } from '../../../src/ports/index.ts';
import {
  cnv,
  message,
  order,
  record,
  relayEntry,
  sessionOf,
  site as siteOf,
  t0,
  visitor,
  visitorRecord,
} from '../../contracts/build.ts';

const team = 'team_1';
const site = 'site_1';
const claim = { claim: 'clm_9', rep: 'rep_ada', site, conversation: cnv, state: 'confirmed', at: t0 } as const;
const change: DirectoryChange = {
  sites: [siteOf(site)],
  teams: [{ id: team, name: 'Lenses', kind: 'dedicated', capacity: 3, ringTimeoutMs: 20_000 }],
  reps: [
    {
      id: 'rep_ada',
      team,
      name: 'Ada',
      email: 'a@b.example',
      role: 'rep',
      passwordHash: '$argon2id$…',
      isDisabled: false,
    },
  ],
  playbooks: [{ site, version: 'v1', json: '{}' }],
};
const signIn = { rep: 'rep_ada', at: t0, expiresAt: t0 + 60_000 };

const mail = (key: string) =>
  ({ key, kind: 'transcript', site, conversation: cnv, to: 'a@b.example' }) as const satisfies MailOrder;

type Operations<Port> = { readonly [Name in keyof Port]: () => Promise<unknown> };
type Ports = Pick<
  KeptStore,
  'directory' | 'visitors' | 'conversations' | 'floor' | 'journal' | 'ledger' | 'mails' | 'keeping'
>;

/** Every operation of every port, called once with something to do. An operation that is missing here does not compile. */
export function everyOperation(store: Ports): { readonly [Port in keyof Ports]: Operations<Ports[Port]> } {
  const { directory, visitors, conversations, floor, journal, ledger, mails, keeping } = store;
  return {
    conversations: {
      append: () => Promise.all([conversations.append(message(1), t0), conversations.append(message(2), t0)]),
      read: () => conversations.read(cnv, 0, 10),
      attach: () => conversations.attach(cnv, { offset: 1, chain: 'x' }, [sessionOf('a')]),
      view: () => conversations.view(cnv),
      views: () => conversations.views([cnv, 'cnv_2']),
      commit: () => conversations.commit(record(), 0, [relayEntry('c1'), relayEntry('c2')], t0),
      setContext: () => conversations.setContext(cnv, { page: { url: 'https://shop.example/', title: 'Shop' } }),
      setRead: () => conversations.setRead(cnv, 'rep', 2),
      touch: () => conversations.touch(site, cnv, t0),
      recent: () => conversations.recent(site, t0 + 1, 10),
    },
    visitors: {
      load: () => visitors.load(visitor.id),
      commit: () => visitors.commit(visitorRecord(), 0, t0),
      advanceLane: () => visitors.advanceLane(visitor.id, sessionOf('a'), 1, '{}', t0),
    },
    floor: {
      setStatus: () => floor.setStatus(team, 'rep_ada', 'available', t0),
      renewPresence: () => floor.renewPresence(team, 'n1', ['rep_ada', 'rep_bob'], t0),
      claimRep: () =>
        floor.claimRep(
          {
            team,
            claim: 'clm_1',
            site,
            conversation: cnv,
            state: 'unconfirmed',
            dueAfterMs: 1_000,
            candidates: [{ rep: 'rep_ada', capacity: 2 }],
            serves: { site },
          },
          t0,
        ),
      confirmClaim: () => floor.confirmClaim(team, 'clm_1', 1_000, t0),
      releaseClaim: () => floor.releaseClaim(team, 'clm_1', t0),
      restoreClaim: () => floor.restoreClaim(team, claim, t0),
      hasClaim: () => floor.hasClaim(team, 'clm_1'),
      isByMessage: () => floor.isByMessage(team, 'cnv_2'),
      enqueue: () => floor.enqueue(team, { conversation: cnv, site, queuedAt: t0 }),
      position: () => floor.position(team, cnv),
      time: () => floor.time(team, t0),
      snapshot: () => floor.snapshot(team, t0),
      dequeue: () => floor.dequeue(team, cnv),
      putByMessage: () => floor.putByMessage(team, { conversation: cnv, site, queuedAt: t0 }),
      assignByMessage: () =>
        floor.assignByMessage(
          { team, item: { conversation: 'cnv_2', site, queuedAt: t0 }, candidates: [{ rep: 'rep_bob', capacity: 2 }] },
          t0,
        ),
      recount: () => floor.recount(team, t0),
      removeByMessage: () => floor.removeByMessage(team, 'cnv_3'),
      rank: () => floor.rank({ team, candidates: [{ rep: 'rep_ada', capacity: 2 }] }, t0),
      noteMissed: () => floor.noteMissed(team, 'rep_ada', 'clm_1'),
      resetMissed: () => floor.resetMissed(team, 'rep_bob'),
      pause: () => floor.pause(team, 'rep_ada', 'missed_rings', t0),
      takeGrant: () =>
        floor.takeGrant(team, { grant: 'inv_1', site, conversation: cnv, livesMs: 30_000, most: 3, value: 4_900 }, t0),
      endGrant: () => floor.endGrant(team, 'inv_2', t0),
    },
    journal: {
      append: () => journal.append(site, [{ key: 'k', kind: 'offer.made' }], t0),
      appendWithin: () =>
        journal.appendWithin(
          site,
          { name: 'off_1', most: 1 },
          [{ key: 'w', kind: 'offer.granted' }],
          { key: 'w', kind: 'offer.made' },
          t0,
        ),
      counted: () => journal.counted(site, 'off_1', t0),
      read: () => journal.read(site, undefined, 10),
    },
    ledger: {
      commit: () => ledger.commit(order('tx/1'), 0, t0),
      load: () => ledger.load(site, 'tx/1'),
      list: () => ledger.list(site, t0 + 1, 10),
    },
    mails: {
      put: () => Promise.all([mails.put(mail('m1'), 0, t0), mails.put(mail('m2'), 0, t0)]),
      take: () => mails.take(10, 1_000, t0),
      retry: () => mails.retry('m2', 1_000, t0),
      settle: () => mails.settle('m1', t0),
    },
    keeping: {
      idle: () => keeping.idle(site, 0, t0 + 1, 10),
      sessionsOf: () => keeping.sessionsOf(visitor.id),
      visitors: () => keeping.visitors(undefined, 10),
      journalAfter: () => keeping.journalAfter(site, 0, 10),
      amendJournal: () => keeping.amendJournal(site, [{ number: 1, item: { key: 'n1', kind: 'offer.made' } }]),
      sealJournal: () => keeping.sealJournal?.(site, 1, 1) ?? Promise.resolve(0),
      replaceOrder: () => keeping.replaceOrder('tx/1', order('tx/1', { revision: 1 })),
      mailsOf: () => keeping.mailsOf(cnv),
      eraseMails: () => keeping.eraseMails('cnv_other', ['other']),
      takeTask: () => keeping.takeTask('sweep', 'n1', 1_000, t0),
      noteTask: () => keeping.noteTask('sweep', 'n1', '{}'),
      room: () => keeping.room(),
      risks: () => keeping.risks(),
      scrub: () => keeping.scrub(site),
      eraseConversation: () => keeping.eraseConversation(site, 'cnv_other'),
      compact: async () => {
        const { log, record: now } = await conversations.view(cnv);
        return keeping.compact(cnv, log.top, now?.revision ?? 0);
      },
      forgetLanes: () => keeping.forgetLanes('vis_other'),
      eraseVisitor: () => keeping.eraseVisitor('vis_other', 1),
    },
    directory: {
      revision: () => directory.revision(),
      apply: () => directory.apply(change, 0),
      load: () => directory.load(),
      playbook: () => directory.playbook(site, 'v1'),
      putSignIn: () => directory.putSignIn('h1', signIn),
      signIn: () => directory.signIn('h1', t0),
      putTicket: () => directory.putTicket('t1', { rep: 'rep_ada', signIn: 'h1' }, 30_000, t0),
      takeTicket: () => directory.takeTicket('t1', t0),
      countFailure: () => directory.countFailure(['account/a', 'address/b'], t0),
      waitMs: () => directory.waitMs(['account/a', 'address/b'], t0),
      clearFailures: () => directory.clearFailures(['account/a']),
      revokeSignIn: () => directory.revokeSignIn('h1'),
      revokeSignIns: () => directory.revokeSignIns('rep_ada'),
      secret: () => directory.secret(),
    },
  };
}
