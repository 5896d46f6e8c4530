import { toldVisitorExamples } from '../examples.ts';
import { session } from '../example-parts.ts';
import { attached } from './attached.ts';
import { heading, list, numbered, paragraphs, talk } from './markdown.ts';

const entry = toldVisitorExamples['entry.added'];
const message = (seq: number, text: string) =>
  ({ type: 'message.send', session, conversation: 'mine', seq, body: { text } }) as const;
const rewind = (highest: number) => ({ type: 'rewind', session, conversation: 'mine', highest }) as const;
const acked = (seq: number, offset: number) => ({ type: 'acked', session, conversation: 'mine', seq, offset }) as const;
const refused = (seq: number, code: 'too_long' | 'behind_refused', retry: boolean) =>
  ({ type: 'refused', session, conversation: 'mine', seq, code, retry }) as const;

const appending = paragraphs(
  heading(2, 'Numbers and the log'),
  heading(3, 'The append rule'),
  'A numbered frame is judged in this order, in one step of the store. *Highest* is the highest seq of its session in its conversation that is durable.',
  numbered(
    'An assignment that is not the conversation’s current one: `refused`, `fenced`.',
    'seq ≤ highest: the frame is there already. `acked`; but where one of the session’s last 16 had another body: `refused`, `conflict`.',
    'seq > highest + 1: a frame is missing. `rewind` with highest; or `refused`, `behind_refused`, if the missing one was refused for good on this socket.',
    'The engagement holds all it may: `refused`, `full`.',
    'Otherwise it is appended under the next offset, made durable, and `acked`.',
  ),
  'So a frame may be sent any number of times and is in the log once, and no frame overtakes another of its session. Bodies are compared as they were sent: send the same JSON again, not an equal one.',
  heading(3, 'Acknowledgements'),
  '`acked` is said when the entry is durable, not before, and covers everything of that session and conversation up to its seq. Acknowledgements may be merged.',
  heading(3, 'Rewind'),
  'Frames may be missing to the relay after a cut, or because the store went back. Here seq 2 did not arrive:',
  talk(
    'visitor',
    ['>', message(3, 'third')],
    ['<', rewind(1)],
    ['>', message(2, 'second')],
    ['>', message(3, 'third')],
    ['<', acked(3, 6)],
  ),
  'Every frame behind a gap is answered by a rewind, so one gap can bring sixteen of them. A client follows the first, keeps the others back for 150 ms, and then follows only what is still missing. It must not drop them: the last one may be the only one that matters.',
  'A rewind below what was acknowledged means that the store lost its tail. The client sends from there, out of what it kept.',
  heading(3, 'Refused'),
  'With `retry: true` the very same frame is sent again after `afterMs` (a second, if it is not said); frames behind it wait.',
  'With `retry: false` nothing of that session and conversation is appended from that seq on until the place is filled. The client shows the frame as not sent and gives its number to the next one, and so on. Frames that were under way behind it come back as `behind_refused`, whatever else is wrong with them; they carry their old numbers, and most likely were sent under their new ones already. So take it like a rewind that is held back: 150 ms later send again from that seq what is not acknowledged by then:',
  talk(
    'visitor',
    ['>', message(2, 'a text that is too long …')],
    ['>', message(3, 'third')],
    ['<', refused(2, 'too_long', false)],
    'not sent: the long one. The third becomes the second',
    ['>', message(2, 'third')],
    ['<', refused(3, 'behind_refused', true)],
    ['<', acked(2, 5)],
  ),
  list(
    '`behind_refused` for the very next seq after what is acknowledged cannot be true: the relay process remembers a refusal whose place was filled. Close the socket and connect again.',
    'A refusal speaks of the frame that was sent under this number on this socket. If the same frame was sent twice on one socket (after a rewind), its second copy is refused too, and that refusal must not be taken for one of the frame that got the number. The simplest way: close the socket and connect again.',
    'After `conflict` the place is taken by something else: go on under a new session.',
    '`refused` with `conversation` alone answers an attach, with `ref` alone a command.',
  ),
);

const reading = paragraphs(
  heading(3, 'Cursors'),
  'A client keeps one cursor for each conversation it is attached to: offset and chain of the last entry it took. It never computes a chain.',
  list(
    '`entry.added` with offset = cursor + 1: take it, and move the cursor there.',
    'Lower or equal: drop it.',
    'Higher: something is missing. Send `conversation.attach` with the cursor, and take nothing of this conversation until `attached` comes.',
    '`entry.skipped` with a higher offset: move the cursor there. It stands for entries that this party may not see, one or many.',
  ),
  'At an attach the relay looks whether the cursor lies on the log, and answers with one `attached` or one `refused`.',
  list(
    '`ok`: it does. The entries above it follow.',
    '`reset`: it does not, because the store lost its tail and wrote other entries since. Forget the view; all entries follow from offset 1. Here offset alone would have deceived: the log has an entry 4 again, but another one.',
    '`trimmed`: too much was missed, or older parts are archived. Forget the view; entries follow from a later offset. The first one is taken whatever its offset, the rest strictly.',
  ),
  talk(
    'visitor',
    ['>', { type: 'conversation.attach', conversation: 'mine', offset: 4, chain: '85d82ff35ecb' }],
    ['<', attached(session, { state: 'reset', top: 4 })],
    ['<', { ...entry, offset: 1, chain: '07d2d619f1fc', seq: 1 }],
    'and so on; the client’s own seq 1 is not durable any more: it sends it again',
  ),
  'The relay says `attached` unasked when it finds that the log went back under a standing socket, and where something happened lately when its store is back after a failure. It is taken like any other.',
  'Read marks: `read` says how far a party has read, `read.moved` and `attached.readBy` tell the other one. A visitor’s `top` and what it counts as unread leave out what it may not see.',
);

export const log = paragraphs(appending, reading);
