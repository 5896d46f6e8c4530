import { asks } from '../states/words.js';
import { NOW } from './now.js';
import { amara, mara, theo } from './people.js';

/**
 * The relay, played in the page: it answers what the built widget asks, in the words of the wire, with what the state says.
 * @typedef {import('../types.js').State} State
 * @typedef {import('@tillside/protocol').Boot} Boot
 * @typedef {import('@tillside/protocol').VisitorTold} Told
 * @typedef {{ type: string, session: string, sessions: string[], conversation: 'mine' | 'visitor', seq: number, body: Record<string, unknown> }} Asked
 */

const CHAIN = 'abcdefabcdef';

/** @param {State} state @param {string} site @returns {Boot} */
const bootOf = (state, site) => ({
  site,
  name: 'Halden',
  locale: 'en',
  locales: Object.keys(asks),
  keepDays: 180,
  currency: 'USD',
  accent: '#1f5f5b',
  onAccent: '#ffffff',
  privacyUrl: '/gallery/',
  availability: 'now',
  team: { name: 'Halden', kind: 'dedicated', reps: [mara, theo, amara] },
  texts: {},
  queryKeys: [],
  bands: { teams: {}, skills: {} },
  ...(state.shows === 'invitation' && {
    playbook: { version: 'gallery', url: '/gallery/playbook.json', needs: [] },
  }),
  ...state.boot,
});

/** @param {State} state */
const playbookOf = ({ text = asks }) => ({
  version: 'gallery',
  rules: [{ id: 'gallery', name: 'At once', on: [{ signal: 'page_view' }], invite: { text } }],
});

/**
 * Stands in for the network: `fetch` of what the widget asks, and its socket.
 * @param {State} state
 * @param {string} site
 * @param {Pick<Boot, 'accent' | 'onAccent'> | {}} colors
 */
export function playRelay(state, site, colors) {
  const boot = { ...bootOf(state, site), ...colors };
  /** @type {FakeSocket | undefined} */
  let socket;
  let isGone = false;
  /** @type {Asked[]} */
  const asked = [];
  /** @type {string[]} */
  let sessions = [];

  const entries = (state.said ?? []).map(({ kind, body, by, ago = 0 }, index) => ({
    type: 'entry.added',
    conversation: 'mine',
    offset: index + 1,
    chain: CHAIN,
    session: 'relay/gallery',
    seq: index + 1,
    at: NOW - ago * 60_000,
    by,
    kind,
    body,
  }));
  const engagement = state.engagement && {
    id: 'eng_1',
    state: 'active',
    openedAt: NOW - 600_000,
    rep: mara,
    ...state.engagement,
  };

  class FakeSocket extends EventTarget {
    readyState = 0;
    bufferedAmount = 0;
    protocol = '';
    binaryType = 'blob';
    constructor() {
      super();
      setTimeout(() => {
        this.readyState = isGone ? 3 : 1;
        if (isGone) this.dispatchEvent(new CloseEvent('close', { code: 1006 }));
        else this.dispatchEvent(new Event('open'));
      });
      socket = this;
    }
    /** @param {string} text */
    send(text) {
      setTimeout(answer, 0, JSON.parse(text));
    }
    /** @param {number} [code] */
    close(code = 1000) {
      if (this.readyState === 3) return;
      this.readyState = 3;
      setTimeout(() => this.dispatchEvent(new CloseEvent('close', { code })));
    }
  }

  /** @param {object} frame */
  const tell = (frame) => {
    if (socket?.readyState === 1) socket.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  };

  const welcome = () => {
    const { availability, bands } = boot;
    const limits = { textLength: 4_000, unacknowledged: 32, frameBytes: 16_384 };
    tell({ type: 'welcomed', node: 'gallery', now: Date.now(), heartbeatMs: 25_000, limits, availability, bands });
    const highest = Object.fromEntries(sessions.map((session) => [session, 0]));
    const readBy = { visitor: entries.length, rep: entries.length, ...state.readBy };
    const about = { state: 'ok', from: 0, top: entries.length, highest, readBy, ...(engagement && { engagement }) };
    tell({ type: 'attached', conversation: 'mine', ...about });
    entries.forEach(tell);
    tell({ type: 'live', conversation: 'mine' });
    state.told?.forEach(tell);
  };

  /** @param {Asked} frame */
  function answer(frame) {
    const { type, session, conversation, seq, body } = frame;
    asked.push(frame);
    if (type === 'hello') {
      sessions = frame.sessions;
      return welcome();
    }
    if (seq === undefined) return;
    if (type === 'invitation.request') {
      tell({
        type: 'invitation.granted',
        session,
        seq,
        invitation: 'inv_1',
        rule: 'gallery',
        ...(!state.invitation?.team && { rep: mara }),
        form: 'card',
        expiresAt: Date.now() + 86_400_000,
        ...state.invitation,
      });
    }
    const isOwn = ['message.send', 'file.send'].includes(type);
    if (isOwn && state.sends === 'nothing') return;
    if (isOwn && state.sends === 'refused') {
      return tell({ type: 'refused', session, conversation, seq, code: 'denied', retry: false });
    }
    if (type === 'message.send') {
      const by = { kind: 'visitor', id: 'mine' };
      const offset = entries.length + 1;
      const entry = {
        type: 'entry.added',
        conversation: 'mine',
        offset,
        chain: CHAIN,
        session,
        seq,
        at: Date.now(),
        by,
      };
      entries.push(/** @type {typeof entries[number]} */ ({ ...entry, kind: 'message', body }));
      tell(entries.at(-1) ?? {});
    }
    tell({ type: 'acked', session, conversation, seq, offset: isOwn ? entries.length : 0 });
  }

  const really = globalThis.fetch.bind(globalThis);
  /** @param {string | URL | Request} input @param {RequestInit} [init] */
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (pathname.endsWith('/boot')) return Response.json(boot);
    if (pathname === '/gallery/playbook.json') return Response.json(playbookOf(state));
    // A link that is lost is tried another way: that is gone too.
    if (isGone && pathname.startsWith('/v1/')) throw new TypeError('Failed to fetch');
    return really(input, init);
  };
  globalThis.WebSocket = /** @type {typeof WebSocket} */ (/** @type {unknown} */ (FakeSocket));

  return {
    /** Everything that the widget said. */
    asked,
    /** @param {Told} frame */
    tell,
    drop() {
      isGone = true;
      if (socket) socket.readyState = 3;
      socket?.dispatchEvent(new CloseEvent('close', { code: 1006 }));
    },
  };
}
