import { limits } from '../limits.ts';
import { mayRetry } from '../may-retry.ts';
import { emit, isDue, send } from './state.ts';
import type { Core } from './state.ts';
import { isOpen, restart } from './stream.ts';
import type { InputOf, LinkState, ToldOf } from './types.ts';
import { cursorsForHello } from './view.ts';

/** A link that stood this long was a good one: the next try is quick again. */
const GOOD_LINK_MS = 5_000;
/** The browser says there is no network; sometimes it is wrong. */
const PROBE_OFFLINE_MS = 30_000;
const CONTEXT_EVERY_MS = 1_000;
const ABNORMAL = 1006;
const CREDENTIAL_EXPIRED = 4101;

function turn(core: Core, state: LinkState, code?: number): void {
  core._state = state;
  emit(core, { type: 'link', state, code });
}

const hasSocket = (core: Core): boolean => core._state === 'connecting' || core._state === 'up';
const isWanted = (core: Core): boolean => core._state !== 'idle' && core._state !== 'stopped';

function open(core: Core): void {
  core._heardAt = core._now;
  core._drainAt = Infinity;
  turn(core, 'connecting');
  emit(core, { type: 'open', asksBoot: core._asksBoot });
}

/** Also while it waits for the next try: then at once. */
export function connect(core: Core): void {
  if (!hasSocket(core)) again(core, 0);
}

export function disconnect(core: Core): void {
  drop(core);
  turn(core, 'idle');
}

function drop(core: Core): void {
  if (hasSocket(core)) emit(core, { type: 'close' });
}

/** Begins anew after this time, without a socket until then. */
function again(core: Core, afterMs: number): void {
  drop(core);
  core._state = 'waiting';
  core._tries = 0;
  core._retryAt = core._now + afterMs;
}

export function greet(core: Core, { credential }: InputOf<'opened'>): void {
  if (core._state !== 'connecting') return;
  core._heardAt = core._now;
  core._said = new Set([core._session]);
  // Those first that have something to say.
  for (const { _session } of [...core._streams.filter(isOpen), ...core._streams])
    if (core._said.size < limits.sessionsPerSocket) core._said.add(_session);
  core._unsaid = undefined;
  send(core, {
    type: 'hello',
    version: 1,
    credential,
    sessions: [...core._said],
    cursors: cursorsForHello(core),
    context: core._context,
    preview: core._preview,
  });
}

export function welcome(core: Core, { credential, limits }: ToldOf<'welcomed'>): void {
  core._upAt = core._now;
  core._asksBoot = false;
  core._window = limits.unacknowledged;
  core._streams.forEach(restart);
  if (credential !== undefined) emit(core, { type: 'credential', value: credential });
  turn(core, 'up');
}

/**
 * Rule 6: full jitter. The span grows by half with each try, so that it stays near the time that has gone by: whoever waits for a relay that starts
 * again in three seconds is as a rule back in six. What is final is said by the catalogue, never by a switch here.
 */
export function lose(core: Core, { code }: { readonly code: number }): void {
  if (!hasSocket(core)) return;
  if (code === CREDENTIAL_EXPIRED) emit(core, { type: 'credential' });
  if (!mayRetry(code)) return turn(core, 'stopped', code);
  if (core._state === 'up') {
    if (core._now - core._upAt >= GOOD_LINK_MS) core._tries = 0;
  } else if (code === ABNORMAL) core._asksBoot = true;
  const spanMs = Math.min(limits.backoffFirstMs * 1.5 ** core._tries++, limits.backoffLastMs);
  turn(core, 'waiting', code);
  core._retryAt = core._now + (core._isOffline ? PROBE_OFFLINE_MS : core._random() * spanMs);
}

/** A network that came back leaves dead sockets behind that nobody closes: begin anew. */
export function setNetwork(core: Core, { isOnline }: InputOf<'network'>): void {
  if (isOnline && core._isOffline && isWanted(core)) again(core, core._random() * limits.backoffFirstMs);
  core._isOffline = !isOnline;
}

/** No socket while hidden: it would keep the page out of the browser's cache of pages. */
export function setPage(core: Core, { isShown }: InputOf<'page'>): void {
  if (isShown === core._isHidden && isWanted(core)) again(core, 0);
  core._isHidden = !isShown;
}

export function drain(core: Core, { afterMs }: ToldOf<'drain'>): void {
  core._drainAt = core._now + core._random() * afterMs;
}

export function pumpLink(core: Core): void {
  if (core._state === 'waiting' && !core._isHidden && isDue(core, core._retryAt)) open(core);
  if (!hasSocket(core)) return;
  const isSilent = isDue(core, core._heardAt + limits.silenceMs);
  if (isSilent || isDue(core, core._drainAt)) {
    if (isSilent) {
      drop(core);
      lose(core, { code: ABNORMAL });
    } else again(core, 0);
    pumpLink(core);
  } else if (core._state === 'up' && core._unsaid && isDue(core, core._contextAt)) {
    core._contextAt = core._now + CONTEXT_EVERY_MS;
    send(core, { type: 'context.set', context: core._unsaid });
    core._unsaid = undefined;
  }
}
