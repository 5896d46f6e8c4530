import { unpackTrace } from '@tillside/rules/explain';
import { describe, expect, it } from 'vitest';
import { openVisitor, traceOf } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { useInvited } from './helpers/use-invited.ts';

const { relay, loadOf, invitationsOf, journal, invited } = useInvited();

describe('a request', () => {
  it('[HA4] that is granted holds one slot of the rep it shows, with the words as shown', async () => {
    await relay.rep('rep_ann');
    const visitor = await invited();
    expect(visitor.last('invitation.granted')).toMatchObject({
      rule: 'leaving',
      rep: { id: 'rep_ann', name: 'Ann', picture: '/v1/reps/rep_ann/picture?v=v1' },
      expiresAt: relay.now.clock.now() + 60_000,
    });
    expect(visitor.last('acked')).toMatchObject({ conversation: 'visitor', seq: 1, offset: 0 });
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    expect(await invitationsOf(visitor)).toMatchObject([
      { state: 'granted', text: "Hi, I'm Ann from alpha.", isAtRisk: true, isHeld: true, playbook: 'alpha-1' },
    ]);
    const [row] = await relay.now.store.journal.read('site_alpha', undefined, 1);
    const rule = relay.now.node.world.directory().playbook('site_alpha')?.rules[0];
    expect(row).toMatchObject({ kind: 'invitation.granted', playbook: 'alpha-1' });
    expect(unpackTrace(row?.trace ?? '', rule!)).toMatchObject({ rule: 'leaving', signal: 'exit_intent', at: 1 });
  });

  it('[HA4] speaks the visitor’s language', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    visitor.party.context = { page: { url: 'https://alpha.example/', title: '' }, language: 'de-CH' };
    await visitor.request('leaving');
    expect((await invitationsOf(visitor))[0]?.text).toBe('Hallo, hier ist Ann von alpha.');
  });

  it('[HA4] goes along the route in order: the own team first, the shared one when the own is full', async () => {
    await relay.rep('rep_sam');
    await relay.rep('rep_ann');
    const reps = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const visitor = await invited(name);
      reps.push(visitor.last('invitation.granted')?.rep?.id ?? visitor.last('invitation.withheld')?.reason);
    }
    expect(reps).toEqual(['rep_ann', 'rep_ann', 'rep_sam', 'rep_sam', 'no_capacity']);
    expect((await journal()).at(-1)).toBe('invitation.missed');
  });

  it('[HA4] prefers the rep who answered this visitor last', async () => {
    const bob = await relay.rep('rep_bob');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello');
    await relay.now.clock.pass(200);
    await bob.answer();
    await relay.now.clock.pass(200);
    await bob.resolve(visitor.party.conversation);
    const ann = await relay.rep('rep_ann');
    await ann.status('available');
    await visitor.request('leaving');
    expect(visitor.last('invitation.granted')?.rep?.id).toBe('rep_bob');
  });

  it('[HA4] without a reservation shows the team, up to three who are there, and the rule’s offer', async () => {
    await relay.rep('rep_ann');
    await relay.rep('rep_bob');
    const visitor = await invited('v', 'unheld');
    expect(visitor.last('invitation.granted')).toMatchObject({
      team: { name: 'alpha', reps: [{ id: 'rep_ann' }, { id: 'rep_bob' }] },
      offer: { id: 'off_alpha-express', title: 'Express', text: 'Free express shipping' },
      form: 'card',
    });
    expect(visitor.last('invitation.granted')).not.toHaveProperty('rep');
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
    expect((await invitationsOf(visitor))[0]?.text).toBe('We are here: alpha.');
  });

  it('[HA4] is withheld with a reason, and then nothing is reserved and nothing known of the visitor', async () => {
    const reason = (visitor: TestVisitor) => visitor.last('invitation.withheld')?.reason;
    expect(reason(await invited('a'))).toBe('no_capacity');
    expect(reason(await invited('b', 'unheld'))).toBe('no_capacity');
    await relay.rep('rep_ann');
    expect(reason(await invited('c', 'nonsense'))).toBe('unknown_rule');
    expect(reason(await invited('d', 'off'))).toBe('unknown_rule');
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
    expect(await relay.now.store.visitors.load('vis_a')).toBeUndefined();
    expect(await journal()).toEqual(['invitation.missed', 'invitation.missed']);
  });

  it('[HA4] is withheld while another is on the screen, in a conversation, or after a no', async () => {
    await relay.rep('rep_ann');
    const pending = await invited('pending');
    await pending.request('browsing');
    expect(pending.last('invitation.withheld')?.reason).toBe('pending');

    const talking = openVisitor(relay.now.node, 'talking');
    await talking.say('Hello');
    await talking.request('leaving');
    expect(talking.last('invitation.withheld')?.reason).toBe('in_conversation');

    await pending.lane('invitation.decline', { invitation: pending.invitation() }).sent;
    await relay.now.clock.jump(100 * 86_400_000);
    await pending.request('leaving');
    expect(pending.last('invitation.withheld')?.reason).toBe('declined');
    expect((await journal()).filter((kind) => kind === 'invitation.suppressed')).toHaveLength(3);
    await relay.now.clock.jump(80 * 86_400_000);
    await pending.request('leaving');
    expect(pending.all('invitation.granted')).toHaveLength(2);
  });

  it('[HA5] that comes again gets the same answer, and takes no second slot', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    const { frame, sent } = visitor.lane('invitation.request', requestBody('leaving'));
    await sent;
    const first = visitor.last('invitation.granted');
    await visitor.raw(frame);
    expect(visitor.all('invitation.granted')).toEqual([first, first]);
    expect(visitor.all('acked')).toHaveLength(2);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    expect(await journal()).toEqual(['invitation.granted']);
  });

  it('[HA5] from two tabs at once is granted once', async () => {
    await relay.rep('rep_ann');
    const tabs = [openVisitor(relay.now.node, 'v'), openVisitor(relay.now.node, 'v')];
    await Promise.all(tabs.map((tab) => tab.request('leaving')));
    expect(tabs.flatMap((tab) => tab.all('invitation.granted'))).toHaveLength(1);
    expect(tabs.flatMap((tab) => tab.all('invitation.withheld')).map(({ reason }) => reason)).toEqual(['pending']);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    expect((await journal()).toSorted()).toEqual(['invitation.granted', 'invitation.suppressed']);
  });

  it('[HA5] that was missed stays missed, though a rep came meanwhile', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    const { frame, sent } = visitor.lane('invitation.request', requestBody('leaving'));
    await sent;
    await relay.rep('rep_ann');
    await visitor.raw(frame);
    expect(visitor.all('invitation.withheld').map(({ reason }) => reason)).toEqual(['no_capacity', 'no_capacity']);
    expect(visitor.all('invitation.granted')).toHaveLength(0);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
  });

  it('[HA5] that comes twice at once is answered twice the same, and holds one slot or none', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    // Sockets that the page gave up, and that are not closed yet.
    const others = [1, 2].map(() => openVisitor(relay.now.node, 'v', 'site_alpha', visitor.session));
    const { frame, sent } = visitor.lane('invitation.request', requestBody('leaving'));
    await Promise.all([sent, ...others.map(({ raw }) => raw(frame))]);
    await relay.now.clock.settle();
    const answers = [visitor, ...others].flatMap(({ frames }) =>
      frames.filter(({ type }) => type === 'invitation.granted' || type === 'invitation.withheld'),
    );
    expect(answers).toHaveLength(3);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const invitations = await invitationsOf(visitor);
    expect(invitations.length).toBeLessThanOrEqual(1);
    const isGranted = answers[0]?.type === 'invitation.granted';
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(isGranted ? 1 : 0);
    expect(await journal()).toContain(isGranted ? 'invitation.granted' : 'invitation.missed');
  });

  it('[HA5] that a faster echo was granted is granted, and one that an echo missed is missed', async () => {
    await relay.rep('rep_ann');
    const { store } = relay.now;
    const first = openVisitor(relay.now.node, 'first');
    const { frame, sent } = first.lane('invitation.request', requestBody('leaving'));
    // The echo's line stands in the journal before this one is written.
    await store.journal.append('site_alpha', [
      { key: `inv_${first.session}_1/asked`, kind: 'invitation.missed', reason: 'no_capacity' },
    ]);
    await sent;
    expect(first.last('invitation.withheld')?.reason).toBe('no_capacity');
    expect((await invitationsOf(first))[0]?.state).toBe('withdrawn');
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
    await first.raw(frame);
    expect(first.all('invitation.withheld')).toHaveLength(2);
  });

  it('[HA5] that was withdrawn says so when it comes again', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    const { frame, sent } = visitor.lane('invitation.request', requestBody('leaving'));
    await sent;
    await ann.status('away');
    await relay.now.clock.settle();
    visitor.clear();
    await visitor.raw(frame);
    expect(visitor.frames.map(({ type }) => type)).toEqual(['invitation.granted', 'invitation.withdrawn', 'acked']);
  });

  it('[HA44] that names a version which is not live is refused', async () => {
    await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.lane('invitation.request', { ...requestBody('leaving'), playbook: 'alpha-0' }).sent;
    expect(visitor.last('invitation.withheld')?.reason).toBe('unknown_rule');
    expect(await journal()).toEqual([]);
  });
});

function requestBody(rule: string) {
  return { rule, playbook: 'alpha-1', trace: traceOf(rule) };
}
