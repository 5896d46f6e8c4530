import type { Asked, Numbered, OutboxItem } from '@tillside/protocol/client';
import { message } from './frames.ts';
import { sessionId } from './harness.ts';
import type { Harness } from './harness.ts';

/** The page's session, and that of a dead tab. */
export const OWN = sessionId(1);
export const DEAD = 'd'.repeat(32);

/** The session under which everybody goes on with what is above `seq` of `session`. */
export const nextOf = (session: string, seq: number): string => {
  const moved = (Number.parseInt(session.slice(0, 7), 16) + seq + 1) % 0x10000000;
  return session.slice(7) + moved.toString(16).padStart(7, '0');
};

export const acked = (seq: number, session = OWN) =>
  ({ type: 'acked', session, conversation: 'mine', seq, offset: seq }) as const;

export const rewind = (highest: number, session = OWN) =>
  ({ type: 'rewind', session, conversation: 'mine', highest }) as const;

type Code = 'fenced' | 'behind_refused' | 'rate' | 'conflict' | 'too_long' | 'unknown_conversation';

export const refused = (seq: number, code: Code, more: object = {}) => {
  const retry = code === 'behind_refused' || code === 'rate';
  return { type: 'refused', session: OWN, conversation: 'mine', seq, code, retry, ...more } as const;
};

/** Sends messages named by one letter each: `localOf` it is how events speak of it. */
export function say(h: Harness, ...texts: string[]): void {
  for (const text of texts) h.step({ type: 'send', frame: message(text), local: localOf(text) });
}

/** The same, acknowledged, from 1 on; forgets what was sent. */
export function sayDurably(h: Harness, ...texts: string[]): void {
  say(h, ...texts);
  h.told(acked(texts.length));
  h.sent();
}

export const localOf = (text: string): number => text.codePointAt(0)!;

export const numbered = (frames: readonly (Asked | Numbered)[]): readonly Numbered[] =>
  frames.filter((frame): frame is Numbered => 'seq' in frame);

/** `1a 2b`: the numbered ones of these frames, with their texts. */
export const brief = (frames: readonly (Asked | Numbered)[]): string =>
  numbered(frames)
    .map(({ seq, body }) => `${seq}${'text' in body ? body.text : ''}`)
    .join(' ');

/** How the host's frames ended, in order. */
export const ends = (h: Harness) =>
  h
    .events()
    .flatMap((event) => (event.type === 'acked' || event.type === 'refused' ? [[event.type, event.local]] : []));

/** An item of a dead tab's outbox. */
export const left = (text: string, seq: number, ackedAt = 0): OutboxItem => ({
  frame: { ...message(text), session: DEAD, seq },
  ackedAt,
});

/** Lets the time of one kept frame go by without the link taking itself for dead. */
export function passMinute(h: Harness): void {
  for (let n = 0; n < 4; n++) {
    h.pass(20_000);
    h.told({ type: 'ping' });
  }
  h.sent();
}
