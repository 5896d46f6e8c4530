import type { EngagementView, EntryBodies, EntryKind, VisitorFrame, VisitorTold } from '@tillside/protocol';
import type { LinkState, OutboxItem } from '@tillside/protocol/client';
import type { Link, LinkEvent, VisitorSend } from '../../src/link/types.ts';

export const SESSION = '0123456789abcdef0123456789abcdef';

/** A link whose relay is the test: it records what is sent, and says what the test tells it to. */
export interface FakeLink extends Link {
  readonly sent: VisitorSend[];
  readonly types: () => string[];
  wanted: boolean | undefined;
  /** Every answer to that, in order. */
  readonly wants: boolean[];
  state: LinkState;
  forgotten: number;
  readonly read: number[];
  contexts: number;
  typed: number;
  /** What was typed, where that is shown to reps. */
  readonly typing: string[];
  /** Frames that are not repeated. */
  readonly posted: VisitorFrame[];
  items: OutboxItem[];
  readonly tell: (frame: VisitorTold, local?: number) => void;
  readonly event: (event: LinkEvent) => void;
  /** `attached` with this engagement, the entries, `live`. */
  readonly attach: (engagement?: EngagementView, ...entries: VisitorTold[]) => void;
  /** Answers the last `invitation.request`. */
  readonly grant: (more?: Partial<Extract<VisitorTold, { type: 'invitation.granted' }>>) => void;
  readonly withhold: () => void;
}

export function createFakeLink(): FakeLink {
  let hear: (event: LinkEvent) => void = () => undefined;
  const locals: number[] = [];
  const lastRequest = (): { local: number; rule: string } => {
    const index = link.sent.findLastIndex((frame) => frame.type === 'invitation.request');
    const frame = link.sent[index];
    if (frame?.type !== 'invitation.request') throw new Error('no invitation was asked for');
    return { local: locals[index] ?? 0, rule: frame.body.rule };
  };
  const link: FakeLink = {
    sent: [],
    types: () => link.sent.map(({ type }) => type),
    wanted: undefined,
    wants: [],
    state: 'idle',
    forgotten: 0,
    read: [],
    contexts: 0,
    typed: 0,
    typing: [],
    posted: [],
    items: [],
    tell: (frame, local) => hear({ type: 'told', frame, ...(local !== undefined && { local }) }),
    event: (event) => hear(event),
    attach(engagement, ...entries) {
      link.state = 'up';
      hear({ type: 'link', state: 'up' });
      link.tell({
        type: 'attached',
        conversation: 'mine',
        state: 'ok',
        top: entries.length,
        highest: {},
        readBy: { visitor: 0, rep: 0 },
        ...(engagement && { engagement }),
      });
      for (const entry of entries) link.tell(entry);
      link.tell({ type: 'live', conversation: 'mine' });
    },
    grant(more = {}) {
      const { local, rule } = lastRequest();
      link.tell(
        {
          type: 'invitation.granted',
          session: SESSION,
          seq: 1,
          invitation: 'inv_1',
          rule,
          rep: { id: 'rep_mara', name: 'Mara' },
          form: 'card',
          expiresAt: Date.now() + 60_000,
          ...more,
        },
        local,
      );
    },
    withhold() {
      const { local, rule } = lastRequest();
      link.tell({ type: 'invitation.withheld', session: SESSION, seq: 1, rule, reason: 'no_capacity' }, local);
    },
    _want(isWanted) {
      link.wanted = isWanted;
      link.wants.push(isWanted);
    },
    _state: () => link.state,
    _send(frame) {
      link.sent.push(frame);
      locals.push(link.sent.length);
      if (frame.type === 'message.send') {
        const seq = link.items.length + 1;
        link.items = [...link.items, { frame: { ...frame, session: SESSION, seq }, ackedAt: 0 }];
      }
      return link.sent.length;
    },
    _context: () => void link.contexts++,
    _typing(text) {
      link.typed++;
      if (text !== undefined) link.typing.push(text);
    },
    _post: (frame) => link.posted.push(frame) > 0,
    _read: (offset) => void link.read.push(offset),
    _outbox: () => link.items,
    _listen: (onEvent) => void (hear = onEvent),
    _forget: () => void link.forgotten++,
    _consented: () => undefined,
  };
  return link;
}

interface EntryOptions {
  readonly offset: number;
  readonly by?: 'visitor' | 'rep';
  readonly at?: number;
  readonly session?: string;
  readonly seq?: number;
}

/** An entry as the relay tells it; by a rep called Mara unless the test says otherwise. */
export function entry<Kind extends EntryKind>(
  kind: Kind,
  body: EntryBodies[Kind],
  { offset, by = 'rep', at = Date.now(), session = 'relay/test', seq = 1 }: EntryOptions,
): VisitorTold {
  return {
    type: 'entry.added',
    conversation: 'mine',
    offset,
    chain: 'abcdefabcdef',
    session,
    seq,
    at,
    by: by === 'rep' ? { kind: 'rep', id: 'rep_mara', name: 'Mara' } : { kind: 'visitor', id: 'mine' },
    kind,
    body,
  } as VisitorTold;
}

export const engagement = (more: Partial<EngagementView> = {}): EngagementView => ({
  id: 'eng_1',
  state: 'active',
  openedAt: 1,
  rep: { id: 'rep_mara', name: 'Mara' },
  ...more,
});
