import { limits } from '../limits.ts';
import { connect, disconnect, drain, greet, lose, pumpLink, setNetwork, setPage, welcome } from './link.ts';
import { emit, OPEN, send } from './state.ts';
import type { Core, Stream } from './state.ts';
import { acknowledge, adopt, enqueue, findStream, itemAt, pumpStreams, refuse, rewind } from './stream.ts';
import type { Named } from './stream.ts';
import type { Effect, Input, InputOf, OutboxItem, Told, ToldOf } from './types.ts';
import { advance, attach, attached, attachRefused, pumpViews, read } from './view.ts';

export interface CoreOptions {
  /** 0 (inclusive) to 1 (exclusive), for jitter. */
  readonly random: () => number;
  /** 128 random bits as 32 hex digits; asked once. */
  readonly newSession: () => string;
  /** A visitor's: the key of a preview address, said in every `hello`. */
  readonly preview?: string | undefined;
}

/** The client's state machine: no socket, no clock, no storage of its own. What it is told and when decides everything it does. */
export interface ClientCore {
  /** Takes one input at `now` (milliseconds) and returns what is to be done, in order. */
  step(input: Input, now: number): readonly Effect[];
  /** All that must outlive this page, to be stored as one value at `save`. */
  outbox(): readonly OutboxItem[];
}

/** What only some parties ask for; the others need not download it. */
export type RareInputs = { readonly detach: (core: Core, input: InputOf<'detach'>) => void };
type Inputs = { readonly [Type in Exclude<Input['type'], 'detach'>]: (core: Core, input: InputOf<Type>) => void };
/** `false`: the host need not hear of it. */
type Rules = { readonly [Type in Told['type']]?: (core: Core, frame: ToldOf<Type>) => boolean | void };

const inputs: Inputs = {
  connect,
  disconnect,
  opened: greet,
  closed: lose,
  frame: receive,
  tick: (core) => void (core._armedAt = 0),
  send: enqueue,
  attach,
  read,
  typing(core, { conversation, text }) {
    if (core._state !== 'up' || core._now - core._typedAt < 1_000 / limits.typingPerSecond) return;
    core._typedAt = core._now;
    send(core, { type: 'typing', conversation, text });
  },
  context(core, { context }) {
    core._context = core._unsaid = context;
  },
  network: setNetwork,
  page: setPage,
  adopt,
};

/** Answers to numbered frames; those to streams that are gone say nothing any more. */
const answer =
  <Frame extends ToldOf<'acked' | 'rewind' | 'refused'>>(rule: (core: Core, stream: Stream, frame: Frame) => void) =>
  (core: Core, frame: Frame): false => {
    const stream = findStream(core, frame);
    if (stream) rule(core, stream, frame);
    return false;
  };
const refused = answer(refuse);

const rules: Rules = {
  ping(core) {
    send(core, { type: 'pong' });
    return false;
  },
  welcomed: welcome,
  attached,
  'entry.added': advance,
  'entry.skipped': (core, frame) => advance(core, frame) && false,
  // Of an attach that was asked again meanwhile it says nothing: another one follows its own replay.
  live: (core, frame) => core._views.get(frame.conversation)?._phase === OPEN,
  acked: answer(acknowledge),
  rewind: answer(rewind),
  refused: (core, frame) => (frame.session === undefined ? attachRefused(core, frame) : refused(core, frame)),
  drain,
};

function receive(core: Core, { frame }: InputOf<'frame'>): void {
  core._heardAt = core._now;
  const rule = rules[frame.type] as ((core: Core, frame: Told) => boolean | void) | undefined;
  if (rule?.(core, frame) === false) return;
  const named = frame as Named;
  const stream = findStream(core, named);
  if (stream) stream._seen = Math.max(stream._seen, named.seq ?? 0);
  emit(core, { type: 'told', frame, local: stream && itemAt(stream, named.seq ?? 0)?._local });
}

export function createClientCore({ random, newSession, preview }: CoreOptions, rare?: RareInputs): ClientCore {
  const core: Core = {
    _random: random,
    _preview: preview,
    _now: 0,
    _skew: 0,
    _out: [],
    _isOutboxChanged: false,
    _wakeAt: Infinity,
    _armedAt: Infinity,
    _state: 'idle',
    _tries: 0,
    _retryAt: 0,
    _heardAt: 0,
    _upAt: 0,
    _drainAt: Infinity,
    _asksBoot: false,
    _isOffline: false,
    _isHidden: false,
    _session: newSession(),
    _said: new Set(),
    _streams: [],
    _window: limits.unacknowledged,
    _views: new Map(),
    _context: undefined,
    _unsaid: undefined,
    _contextAt: 0,
    _typedAt: 0,
  };

  const all: Partial<Inputs & RareInputs> = { ...inputs, ...rare };

  return {
    step(input, now) {
      // A clock that was set back would put every deadline far away.
      core._skew = Math.max(core._skew, core._now - now);
      core._now = now + core._skew;
      core._out = [];
      core._wakeAt = Infinity;
      core._isOutboxChanged = false;
      (all[input.type] as (core: Core, input: Input) => void)(core, input);
      pumpLink(core);
      if (core._state === 'up') {
        pumpStreams(core);
        pumpViews(core);
      }
      if (core._isOutboxChanged) core._out.unshift({ type: 'save' });
      arm(core);
      return core._out;
    },
    outbox: () =>
      core._streams.flatMap((stream) =>
        stream._items.map(({ _frame: frame, _ackedAt: ackedAt }) => ({ frame, ackedAt })),
      ),
  };
}

/** A timer that fires too early costs nothing, one set anew with every frame would: only an earlier one is set. */
function arm(core: Core): void {
  const at = core._wakeAt;
  if (at === core._armedAt || (at > core._armedAt && core._armedAt > core._now && at !== Infinity)) return;
  core._armedAt = at;
  emit(core, { type: 'wake', afterMs: at - core._now });
}
