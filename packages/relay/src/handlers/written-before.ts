import { maskCards } from '@tillside/rules/privacy';
import { comparable, mayContinue } from '../core/masking.ts';
import type { StoredEntry } from '../ports/index.ts';
import type { Sequenced } from './answer.ts';
import type { Party, World } from './types.ts';

/** What a party wrote in a conversation on this socket, in its order. */
interface Written {
  readonly session: string;
  readonly seq: number;
  readonly text: string;
}

interface Thread {
  readonly written: Written[];
  /** The log is being asked what was written before this socket. */
  asked?: Promise<void>;
}

/** As many as may be unacknowledged and come again. */
const remembered = 64;
/** So far back the log is looked at; further away nobody reads two halves as one. */
const lookedBack = 16;
const conversationsRemembered = 64;

const threads = new WeakMap<Party, Map<string, Thread>>();

function threadOf(party: Party, conversation: string): Thread {
  let all = threads.get(party);
  if (all === undefined || all.size > conversationsRemembered) threads.set(party, (all = new Map()));
  const known = all.get(conversation) ?? { written: [] };
  all.set(conversation, known);
  return known;
}

const isBefore = (one: Pick<Written, 'session' | 'seq'>, { session, seq }: Sequenced): boolean =>
  one.session !== session || one.seq < seq;

function isBy(party: Party, { kind, by }: StoredEntry): boolean {
  return kind === 'message' && by.kind === party.kind && (party.kind === 'visitor' || by.id === party.rep);
}

/** The last words of this party in the log, from whichever page, device or node. */
async function lastInLog(frame: Sequenced, party: Party, conversation: string, world: World): Promise<string> {
  const { log } = await world.store.conversations.view(conversation);
  const entries = await world.store.conversations.read(conversation, Math.max(0, log.top - lookedBack), lookedBack);
  const last = entries.findLast((entry) => isBy(party, entry) && isBefore(entry, frame));
  return last === undefined ? '' : (JSON.parse(last.body) as { readonly text: string }).text;
}

function remember({ written }: Thread, { session, seq }: Sequenced, text: string): void {
  const again = written.findIndex((one) => one.session === session && one.seq === seq);
  if (again === -1) written.push({ session, seq, text });
  else written[again] = { session, seq, text };
  if (written.length > remembered) written.shift();
}

/** What this party sent last in the conversation, as far as this socket knows. */
export function lastWritten(party: Party, conversation: string): string {
  return threadOf(party, conversation).written.at(-1)?.text ?? '';
}

/**
 * Hides what of a card's number, or of its code, stands in a message because the message before began it: people send numbers in pieces. What
 * this socket wrote is remembered; before its first words the log is asked, and only where the text may go on with something.
 *
 * `write` is called at once where nothing must be asked, so that frames that follow each other reach the log in their order; where the log is
 * asked, those behind wait as well. `sent` is what tells a repeated message from another: not the text, for that depends on what came before.
 */
export function afterBefore<T>(
  frame: Sequenced & { readonly body: { readonly text: string } },
  party: Party,
  conversation: string,
  world: World,
  write: (text: string, sent: string) => Promise<T>,
): Promise<T> {
  const thread = threadOf(party, conversation);
  const { text } = frame.body;
  const sent = comparable(text);

  const writeAfter = (before: string): Promise<T> => {
    // Alone it was masked before it came here.
    const masked = mayContinue(text) ? maskCards(text, before).text : text;
    remember(thread, frame, masked);
    return write(masked, sent);
  };
  const known = () => thread.written.findLast((one) => isBefore(one, frame))?.text;

  if (thread.asked !== undefined) return thread.asked.then(() => writeAfter(known() ?? ''));
  const before = known();
  if (before !== undefined || !mayContinue(text)) return writeAfter(before ?? '');
  let answered = (): void => undefined;
  thread.asked = new Promise((resolve) => (answered = resolve));
  const goOn = () => {
    delete thread.asked;
    answered();
  };
  return lastInLog(frame, party, conversation, world).then(
    (found) => {
      const written = writeAfter(found);
      // Those behind follow as soon as the store was asked, as they do elsewhere.
      goOn();
      return written;
    },
    (error: unknown) => {
      goOn();
      throw error;
    },
  );
}
