import { randomBytes } from 'node:crypto';
import type { Context, RepFrame, RepFrames, RepTold, TraceFrame, VisitorFrame, VisitorTold } from '@tillside/protocol';
import { relayToRep, relayToVisitor } from '@tillside/protocol/schema';
import type { z } from 'zod';
import { expect } from 'vitest';
import { onConversationBell } from '../../../src/handlers/bells.ts';
import { handleRepFrame } from '../../../src/handlers/rep/table.ts';
import type { RepParty, VisitorParty } from '../../../src/handlers/types.ts';
import { engagementForParty } from '../../../src/handlers/view.ts';
import { handleVisitorFrame } from '../../../src/handlers/visitor/table.ts';
import { conversationOf } from '../../../src/core/ids.ts';
import type { TestNode } from './node.ts';

type OfType<Frame, Type> = Extract<Frame, { type: Type }>;

/** A socket that only remembers, and takes nothing that the protocol does not know. */
function createTold<Told extends { readonly type: string }>(table: Readonly<Record<string, z.ZodType>>) {
  const frames: Told[] = [];
  return {
    frames,
    send(frame: Told): void {
      expect(table[frame.type]?.safeParse(frame).error?.issues, frame.type).toBeUndefined();
      expect(table, frame.type).toHaveProperty([frame.type]);
      frames.push(frame);
    },
    /** All frames of a type, oldest first. */
    all: <Type extends Told['type']>(type: Type) =>
      frames.filter((frame): frame is OfType<Told, Type> & Told => frame.type === type),
    last<Type extends Told['type']>(type: Type) {
      return this.all(type).at(-1);
    },
    clear: () => void frames.splice(0),
  };
}

function createSequence() {
  const next = new Map<string, number>();
  return (conversation: string) => {
    const seq = (next.get(conversation) ?? 0) + 1;
    next.set(conversation, seq);
    return seq;
  };
}

/** What the engine of a page says of a rule that fired. */
export const traceOf = (rule: string): TraceFrame => ({
  rule,
  entry: 0,
  signal: 'exit_intent',
  at: 1,
  bits: '',
  values: [],
  limits: [0, 0, 0, -1],
});

const newSession = () => randomBytes(16).toString('hex');

/** A frame without what the helper adds. */
type Bare<Frame, Type> = Omit<OfType<Frame, Type>, 'type' | 'session' | 'conversation' | 'seq' | 'ref'>;

export function openVisitor(node: TestNode, name: string, site = 'site_alpha', session = newSession()) {
  const told = createTold<VisitorTold>(relayToVisitor);
  const seqOf = createSequence();
  const party: VisitorParty = {
    kind: 'visitor',
    site,
    visitor: `vis_${name}`,
    conversation: conversationOf(`vis_${name}`),
    sessions: new Set([session]),
    link: { id: `link/${session}`, send: told.send, close: () => {} },
    context: undefined as Context | undefined,
  };
  node.registry.add(party);
  const raw = (frame: VisitorFrame) => handleVisitorFrame(frame, party, node.world);
  return {
    ...told,
    party,
    session,
    raw,
    async attach() {
      const { conversation } = party;
      const leave = await node.world.store.bus.listen(`cnv/${conversation}`, (message) => {
        // As a subscription does: where only the log grew nobody looks at the record.
        if (message !== 'entry') node.background(onConversationBell(message, conversation, party, node.world));
      });
      const view = await node.world.store.conversations.view(conversation);
      return { leave, engagement: engagementForParty(view, party, node.world) };
    },
    say: (text: string) =>
      raw({ type: 'message.send', session, conversation: 'mine', seq: seqOf('mine'), body: { text } }),
    lane<
      Type extends
        | 'invitation.request'
        | 'invitation.seen'
        | 'invitation.accept'
        | 'invitation.decline'
        | 'invitation.dismiss'
        | 'invitation.time-out'
        | 'order.report'
        | 'consent.set'
        | 'journey.record'
        | 'transcript.request'
        | 'page.report',
    >(type: Type, body: OfType<VisitorFrame, Type>['body']) {
      const frame = { type, session, conversation: 'visitor', seq: seqOf('visitor'), body } as VisitorFrame;
      return { frame, sent: raw(frame) };
    },
    request: (rule: string, playbook = `${site.slice('site_'.length)}-1`) =>
      raw({
        type: 'invitation.request',
        session,
        conversation: 'visitor',
        seq: seqOf('visitor'),
        body: {
          rule,
          playbook,
          trace: traceOf(rule),
        },
      }),
    invitation: () => told.last('invitation.granted')?.invitation ?? '',
    seqOf,
    leave: () => node.registry.remove(party),
  };
}

export type TestVisitor = ReturnType<typeof openVisitor>;

export async function openRep(node: TestNode, rep: string) {
  const told = createTold<RepTold>(relayToRep);
  const session = newSession();
  const seqOf = createSequence();
  let ref = 0;
  const team = node.world.directory().rep(rep)?.team ?? '';
  const left: string[] = [];
  const party: RepParty = {
    kind: 'rep',
    rep,
    team,
    sessions: new Set([session]),
    link: {
      id: `link/${session}`,
      send: told.send,
      close: () => {},
      leave: (conversation) => void left.push(conversation),
    },
  };
  node.registry.add(party);
  await node.floor.repConnected(party);
  const raw = (frame: RepFrame) => handleRepFrame(frame, party, node.world);

  /** The assignment as the floor told it. */
  const assignment = (conversation: string) => {
    const item = told.last('floor.changed')?.mine.find((one) => one.conversation === conversation);
    return { epoch: item?.epoch ?? -1, claim: item?.claim ?? '' };
  };
  return {
    ...told,
    party,
    session,
    /** Conversations that are told to this rep no more. */
    left,
    raw,
    seqOf,
    assignment,
    async attach(conversation: string) {
      const leave = await node.world.store.bus.listen(`cnv/${conversation}`, (message) => {
        // As a subscription does: where only the log grew nobody looks at the record.
        if (message !== 'entry') node.background(onConversationBell(message, conversation, party, node.world));
      });
      const view = await node.world.store.conversations.view(conversation);
      return { leave, engagement: engagementForParty(view, party, node.world) };
    },
    async status(status: 'available' | 'away' | 'offline', leaving?: 'drain' | 'hand_over') {
      await raw({ type: 'status.set', ref: ++ref, status, ...(leaving === undefined ? {} : { leaving }) });
    },
    async command<
      Type extends
        | 'engagement.accept'
        | 'engagement.decline'
        | 'engagement.resolve'
        | 'engagement.transfer'
        | 'engagement.finish'
        | 'engagement.put-off'
        | 'reason.set',
    >(type: Type, conversation: string, rest: Bare<RepFrame, Type>) {
      ref += 1;
      const frame: object = { type, ref, conversation, ...rest };
      await raw(frame as RepFrame);
      const answer = told.frames.findLast((frame) => 'ref' in frame && frame.ref === ref);
      return answer?.type === 'refused' ? answer.code : answer?.type;
    },
    /** Answers what rings. */
    async answer() {
      const ring = told.last('ring.started');
      if (ring === undefined) throw new Error('nothing rang');
      return this.command('engagement.accept', ring.conversation, { engagement: ring.engagement });
    },
    say: (conversation: string, text: string, under = assignment(conversation)) =>
      raw({ type: 'message.send', session, conversation, seq: seqOf(conversation), ...under, body: { text } }),
    offer: (conversation: string, offer: string, under = assignment(conversation)) =>
      raw({ type: 'offer.make', session, conversation, seq: seqOf(conversation), ...under, body: { offer } }),
    resolve(conversation: string, disposition = 'Other') {
      return this.command('engagement.resolve', conversation, { ...assignment(conversation), disposition });
    },
    /** A command under the assignment that the floor told. */
    under<Type extends 'engagement.finish' | 'engagement.put-off'>(type: Type, conversation: string) {
      const rest: object = assignment(conversation);
      return this.command(type, conversation, rest as Bare<RepFrame, Type>);
    },
    give(
      conversation: string,
      to: RepFrames['engagement.transfer']['to'],
      note?: string,
      under = assignment(conversation),
    ) {
      return this.command('engagement.transfer', conversation, {
        ...under,
        to,
        ...(note === undefined ? {} : { note }),
      });
    },
    async leave() {
      node.registry.remove(party);
      await node.floor.repDisconnected(party);
    },
  };
}

export type TestRep = Awaited<ReturnType<typeof openRep>>;
