import { toldVisitorExamples } from '../examples.ts';
import { streamClosed, streamNext } from '../http.ts';
import { session } from '../example-parts.ts';
import { attached } from './attached.ts';
import { rowsOf } from './describe.ts';
import { code, heading, list, numbered, paragraphs, table } from './markdown.ts';

const mine = { session, conversation: 'mine' };
const hello = {
  type: 'hello',
  version: 1,
  sessions: [session],
  cursors: [{ conversation: 'mine', offset: 0, chain: '' }],
};
const live = { type: 'live', conversation: 'mine' };
const message = { type: 'message.send', ...mine, seq: 1, body: { text: 'Does it come with a strap?' } };
const entry = { ...toldVisitorExamples['entry.added'], offset: 1, chain: '07d2d619f1fc' };
const { credential } = toldVisitorExamples.welcomed;
const line = (value: object): string => JSON.stringify(value);

const endings = table(
  ['last line', 'field', 'type'],
  [streamNext, streamClosed].flatMap((shape) =>
    rowsOf(shape).map(({ path, type }) => [`\`${shape.shape.type.value}\``, `\`${path}\``, type]),
  ),
);

export const stream = paragraphs(
  heading(2, 'Connecting over HTTP'),
  'Some proxies break WebSockets. A visitor’s client that saw two sockets end with 1006 before `welcomed`, while `boot` answers, speaks the same frames over plain HTTP, with the same guarantees: frames come down one request that stays open, and go up by others. Reps have no such way.',
  'The two kinds of request need not come to the same node. Bodies and answers are lines (`application/x-ndjson`): one frame a line, UTF-8, each ended by a line feed; empty lines mean nothing. The `Origin` must be one of the site’s, as with an upgrade. The credential is not in `hello` but in a header, `Authorization: Visitor CREDENTIAL`; a new visitor has none.',
  code(
    'http',
    'POST /v1/stream?site=site_halden HTTP/1.1',
    'Host: relay.example',
    'Origin: https://halden.example',
    'Content-Type: application/x-ndjson',
    '',
    line(hello),
    '',
    'HTTP/1.1 200 OK',
    'Content-Type: application/x-ndjson',
    'Cache-Control: no-store, no-transform',
    'X-Accel-Buffering: no',
    '',
    line(toldVisitorExamples.welcomed),
    line(attached(session)),
    line(live),
    '',
    'POST /v1/frames?site=site_halden HTTP/1.1',
    'Host: relay.example',
    'Origin: https://halden.example',
    `Authorization: Visitor ${credential}`,
    'Content-Type: application/x-ndjson',
    '',
    line(message),
    '',
    'HTTP/1.1 200 OK',
    'Content-Type: application/x-ndjson',
    '',
    line({ type: 'acked', ...mine, seq: 1, offset: 1 }),
    '',
    'and on the stream:',
    '',
    line(entry),
  ),
  heading(3, 'The stream'),
  list(
    'Its body is `hello` and nothing else. What it is answered is what a socket would carry, `ping` included, which nobody answers here: a stream that is silent for 28 s is dead to the client, one that is not read is given up by the relay at the bounds of a socket.',
    'It ends with one of two lines. Ended without either, it was cut: connect again as after 1006, with the cursors as they stand. A last line without its line feed was cut too and does not count.',
  ),
  endings,
  list(
    '`next`: nothing is wrong. Ask for the next stream at once, with `hello` and the credential as before, the cursors as they stand now, and `&after=` with the value in the address. It goes on where this one ended, at whichever node: there is no `welcomed`, `attached` or `live` unless a cursor does not lie on the log (then `attached` says `reset` or `trimmed`); what else changed meanwhile, availability, engagement and read marks, is told as a change; entries follow from the cursor. Only `invitation.withdrawn` and `typing.seen` may be missed in between: accepting an invitation that was withdrawn leads to a conversation all the same.',
    '`closed`: what a socket would have been closed with, see “Close codes”. It may also be the last line of the answer to a POST; what was answered before it holds.',
    'Every five minutes a stream ends with `next`.',
    'With `&mode=poll` it ends with `next` after everything that is there to tell, at the latest after a `ping` with the heartbeat: for proxies that pass an answer on only when it is whole. A client whose first stream brought no byte within 5 s gives it up and asks with `&mode=poll` from then on.',
    'To attach anew (after a hole in the offsets) close the stream and connect again: `conversation.attach`, `conversation.detach` and `session.add` are frames of sockets only.',
  ),
  heading(3, 'Frames up'),
  numbered(
    'One POST takes up to 64 KB of frames, each up to 16 KB, and runs them in their order. Send one POST at a time, what comes meanwhile goes together with the next: requests overtake each other, and a seq that comes too early is answered by `rewind`.',
    'The answer comes when all of them are done: each numbered frame’s `acked`, `refused` or `rewind`, and what else it is answered (`invitation.granted`). Cut off or failed, it says nothing of what became of them: connect again, and send what is not acknowledged; the log takes nothing twice.',
    'A POST speaks for every session that it names, at most 16. `superseded` is told on streams alone.',
    'A node may know nothing of this visitor but the credential. What a frame needs to know of the page is said in the same POST before it: send the last `context.set` ahead of numbered frames.',
    '`read`, `typing` and `context.set` are answered by nothing; an empty answer is one.',
    'Above the frame rate, counted by visitor and node, `refused` with `rate`, as on a socket.',
  ),
  'Refused requests: 403 wrong origin or disabled site, 404 unknown site, 413 too large (or not there within 5 s), 429 too many (`Retry-After`), 503 stopping; all but the first two are worth another try. Browsers ask by `OPTIONS` first and may remember the answer for two hours.',
);
