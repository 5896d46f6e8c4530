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
    name: 'leaves what is behind a refused one without a session of its own',
    file: `${client}/stream.ts`,
    from: 'return split(core, stream, seq - 1, false);',
    to: 'return;',
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
    from: '    const known = findStream(core._streams, frame);\n',
    to: "    enqueue(core, { type: 'send', frame });\n    if (seq > 0) continue;\n    const known = findStream(core._streams, frame);\n",
  },
];
