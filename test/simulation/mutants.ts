/** One mistake, as another text of one file. Nothing that is shipped knows of it. */
export interface Mutant {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const client = 'packages/protocol/src/client';
const relay = 'packages/relay/src';
const store = 'test/simulation/store/conversations.ts';

/** Each breaks a promise, so a simulation that lets one of them pass proves nothing. */
export const mutants: readonly Mutant[] = [
  {
    name: 'acknowledges first',
    file: `${relay}/handlers/visitor/message-send.ts`,
    from: '  const written = await afterBefore(frame, party, party.conversation, world, (text, sent) =>',
    to: '  acknowledge(party, frame, 0);\n  const written = await afterBefore(frame, party, party.conversation, world, (text, sent) =>',
  },
  {
    name: 'has no dedupe',
    file: store,
    from: 'if (old !== undefined) {',
    to: 'if (old !== undefined && seq < 0) {',
  },
  {
    name: 'checks no gap',
    file: store,
    from: "if (seq > highest + 1) return { ...named, kind: 'gap', highest };",
    to: '',
  },
  {
    name: 'trusts its bells and has no poll',
    file: `${relay}/transport/links.ts`,
    from: 'poll: () => hub.poll(world.now()),',
    to: 'poll: () => {},',
  },
  {
    name: 'asks for no chain when attached',
    file: store,
    from: 'log.written[offset - 1]?.entry.chain === chain;',
    to: 'offset <= log.state.top;',
  },
  {
    name: 'drops the outbox once acknowledged',
    file: `${client}/stream.ts`,
    from: 'isDue(core, items[0]._ackedAt + limits.outboxKeepMs)',
    to: 'isDue(core, items[0]._ackedAt)',
  },
  {
    name: 'keeps no outbox',
    file: `${client}/core.ts`,
    from: "if (core._isOutboxChanged) core._out.unshift({ type: 'save' });",
    to: '',
  },
  {
    name: 'gives what is behind a refused one its number',
    file: `${client}/stream.ts`,
    from: '  split(core, stream, seq - 1, false);\n}',
    to: '  stream._top -= 1;\n  stream._items = stream._items.map((one) => one._frame.seq < seq ? one : { ...one, _frame: { ...one._frame, seq: one._frame.seq - 1 } });\n}',
  },
  {
    name: 'goes on under a session that nobody else would choose',
    file: `${client}/stream.ts`,
    from: 'sessionAfter(stream._session, seq)',
    to: 'sessionAfter(stream._session, seq + Math.floor(core._random() * 1e6))',
  },
  {
    name: 'drops what somebody else sends as well',
    file: `${client}/core.ts`,
    from: '  acked: answer(acknowledge),',
    to: '  superseded: (core, { session }) => void (core._streams = core._streams.filter((stream) => stream._session !== session)),\n  acked: answer(acknowledge),',
  },
  {
    name: 'never asks where nobody looks on',
    file: `${client}/stream.ts`,
    from: 'stream._conversation !== LANE && !isOpen(stream)',
    to: 'false',
  },
  {
    name: 'has no fence',
    file: store,
    from: 'if (assignment !== undefined && !isOwner(record, assignment)) {',
    to: 'if (assignment !== undefined && record === undefined) {',
  },
  {
    name: 'is live before the replay',
    file: `${relay}/transport/subscription.ts`,
    from: '    // After `trimmed` the view begins behind this cursor.\n',
    to: "    viewer.send({ type: 'live', conversation: this.address });\n",
  },
  {
    name: 'does not move on what it may not see',
    file: `${client}/view.ts`,
    from: '  view._isTrimmed = false;\n  view._offset = frame.offset;',
    to: "  view._isTrimmed = false;\n  if (frame.type === 'entry.skipped') return true;\n  view._offset = frame.offset;",
  },
  {
    name: 'adopts under its own session',
    file: `${client}/stream.ts`,
    from: '    const known = findStream(core, frame);\n',
    to: "    enqueue(core, { type: 'send', frame });\n    if (seq > 0) continue;\n    const known = findStream(core, frame);\n",
  },
];
