import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const recordOf = async (conversation: string) => (await relay.now.store.conversations.view(conversation)).record;
const entriesOf = (conversation: string) => relay.now.store.conversations.read(conversation, 0, 200);
const claimsOf = async (team: string) => (await relay.now.store.floor.snapshot(team)).claims;

describe('one conversation, one ring, one rep', () => {
  it('[HA2] for five tabs that write at once', async () => {
    const ann = await relay.rep('rep_ann');
    const bob = await relay.rep('rep_bob');
    const tabs = Array.from({ length: 5 }, () => openVisitor(relay.now.node, 'v'));
    await Promise.all(tabs.map((tab, index) => tab.say(`tab ${index}`)));
    await relay.now.clock.pass(500);
    const kinds = (await entriesOf('cnv_v')).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'message')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'engagement.opened')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'engagement.rang')).toHaveLength(1);
    expect([...ann.all('ring.started'), ...bob.all('ring.started')]).toHaveLength(1);
    expect(await claimsOf('team_alpha')).toHaveLength(1);
    for (const tab of tabs) expect(tab.last('acked')).toMatchObject({ seq: 1, conversation: 'mine' });
    const journal = await relay.now.store.journal.read('site_alpha', undefined, 100);
    expect(journal.filter(({ kind }) => kind === 'engagement.opened')).toHaveLength(1);
  });

  it('[HA2] for five tabs that all say yes', async () => {
    const ann = await relay.rep('rep_ann');
    const tabs = Array.from({ length: 5 }, () => openVisitor(relay.now.node, 'v'));
    await tabs[0]?.request('leaving');
    const invitation = tabs[0]?.invitation() ?? '';
    await Promise.all(tabs.map((tab) => tab.lane('invitation.accept', { invitation }).sent));
    await relay.now.clock.pass(500);
    expect(ann.all('ring.started')).toHaveLength(1);
    expect(await claimsOf('team_alpha')).toMatchObject([{ state: 'confirmed', conversation: 'cnv_v' }]);
  });

  const both = [
    ['the yes first', ['accept', 'say']],
    ['the launcher first', ['say', 'accept']],
  ] as const;
  for (const [name, steps] of both) {
    for (const isAtOnce of [false, true]) {
      it(`[HA3] for a yes and the launcher, ${name}, ${isAtOnce ? 'at once' : 'one after the other'}`, async () => {
        const ann = await relay.rep('rep_ann');
        const bob = await relay.rep('rep_bob');
        const card = openVisitor(relay.now.node, 'v');
        const launcher = openVisitor(relay.now.node, 'v');
        await card.request('leaving');
        const { clock } = relay.now;
        for (const step of steps) {
          const sent =
            step === 'say'
              ? launcher.say('Hello?')
              : card.lane('invitation.accept', { invitation: card.invitation() }).sent;
          relay.now.node.background(sent);
          if (!isAtOnce) await clock.pass(300);
        }
        await clock.pass(500);
        const entries = await entriesOf('cnv_v');
        expect(entries.filter(({ kind }) => kind === 'engagement.opened')).toHaveLength(1);
        expect(entries.filter(({ kind }) => kind === 'engagement.rang')).toHaveLength(1);
        expect(entries.filter(({ kind }) => kind === 'invitation')).toHaveLength(1);
        expect([...ann.all('ring.started'), ...bob.all('ring.started')]).toHaveLength(1);
        expect(await claimsOf('team_alpha')).toHaveLength(1);
        const [invitation] = (await relay.now.store.visitors.load('vis_v'))?.invitations ?? [];
        expect(invitation).toMatchObject({
          state: 'accepted',
          engagement: (await recordOf('cnv_v'))?.engagement?.id,
        });
      });
    }
  }

  it('[HA3] the launcher takes the invitation off the other tabs, and does not stand in its own way', async () => {
    const bea = await relay.rep('rep_bea');
    const card = openVisitor(relay.now.node, 'v', 'site_beta');
    await card.attach();
    await card.request('leaving');
    expect(card.last('invitation.granted')?.rep?.id).toBe('rep_bea');
    const launcher = openVisitor(relay.now.node, 'v', 'site_beta');
    await launcher.say('Hello?');
    await relay.now.clock.pass(300);
    expect(card.last('invitation.withdrawn')).toMatchObject({ invitation: card.invitation() });
    expect(bea.all('ring.started')).toHaveLength(1);
  });
});

describe('reps who race', () => {
  it('[HA11] a ring is answered by the one it rings for, or by nobody', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await relay.now.clock.pass(200);
    const ring = ann.last('ring.started');
    const bob = await relay.rep('rep_bob');
    const engagement = { engagement: ring?.engagement ?? '' };
    const answers = await Promise.all([
      bob.command('engagement.accept', 'cnv_v', engagement),
      ann.command('engagement.accept', 'cnv_v', engagement),
      bob.command('engagement.decline', 'cnv_v', engagement),
    ]);
    expect(answers).toEqual(['not_ringing', 'done', 'not_ringing']);
    expect((await recordOf('cnv_v'))?.owner?.rep).toBe('rep_ann');
  });

  it('[HA11] an answer that crosses with the end of the ring is the one or the other, never both', async () => {
    const ann = await relay.rep('rep_ann');
    const bob = await relay.rep('rep_bob');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await relay.now.clock.pass(200);
    const first = ann.all('ring.started').length === 1 ? ann : bob;
    const second = first === ann ? bob : ann;
    const engagement = { engagement: first.last('ring.started')?.engagement ?? '' };
    await relay.now.clock.jump(20_000);
    await relay.now.clock.settle();
    // It rings at the other one by now.
    expect(second.all('ring.started')).toHaveLength(1);
    expect(await first.command('engagement.accept', 'cnv_v', engagement)).toBe('not_ringing');
    expect(await second.answer()).toBe('done');
    expect(await second.answer()).toBe('done');
    expect((await recordOf('cnv_v'))?.owner?.rep).toBe(second.party.rep);
    expect(await claimsOf('team_alpha')).toHaveLength(1);
  });
});
