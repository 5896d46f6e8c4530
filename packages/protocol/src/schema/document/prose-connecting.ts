import { toldRepExamples, toldVisitorExamples } from '../examples.ts';
import { at, conversation, repSession, session } from '../example-parts.ts';
import { attached } from './attached.ts';
import { code, heading, list, numbered, paragraphs, talk } from './markdown.ts';

const { credential, ...anonymous } = toldVisitorExamples.welcomed;
const entry = { ...toldVisitorExamples['entry.added'], offset: 1, chain: '07d2d619f1fc' };
const [floorItem] = toldRepExamples['floor.changed'].mine;
const ringing = { ...floorItem!, state: 'ringing' as const };

const visitor = paragraphs(
  heading(2, 'Connecting as a visitor'),
  numbered(
    'Ask `GET /v1/sites/SITE/boot`. It tells what the site looks like and who is there; for an unknown site, a foreign origin or a disabled site it answers with a problem that says what to do.',
    'Open a WebSocket (RFC 6455) at `/v1/socket?site=SITE`. The header `Origin` must be one of the site’s origins, to the letter: scheme, host and port (browsers send it by themselves, a program sets it). No subprotocol, no extension; compression is off.',
    'Send `hello` within 5 s. Nothing else comes before it, and nothing before it is answered.',
    'Wait for `welcomed`. A visitor who brought no credential is new; the credential in `welcomed` proves from then on who it is. Keep it (only after the visitor’s consent) and say it in the next `hello`. Later ones replace it.',
    'For each cursor in `hello` comes `attached`, the entries above the cursor, then `live`. A visitor who names no cursor is attached to `mine` from the start.',
  ),
  'A refused upgrade is answered with an HTTP status: 403 wrong origin or disabled site, 404 unknown site, 429 too many connections from this address (with `Retry-After`), 503 stopping. Pages only ever see close code 1006 for all of them, which is why `boot` is asked again before the next try.',
  'Every frame is one WebSocket text message with one JSON object; `type` names it. Clients mask what they send, as RFC 6455 demands. A first visit:',
  talk(
    'visitor',
    [
      '>',
      { type: 'hello', version: 1, sessions: [session], cursors: [{ conversation: 'mine', offset: 0, chain: '' }] },
    ],
    ['<', toldVisitorExamples.welcomed],
    ['<', attached(session)],
    ['<', { type: 'live', conversation: 'mine' }],
    [
      '>',
      { type: 'message.send', session, conversation: 'mine', seq: 1, body: { text: 'Does it come with a strap?' } },
    ],
    ['<', entry],
    ['<', { type: 'acked', session, conversation: 'mine', seq: 1, offset: 1 }],
    'what follows is for reps only; the cursor moves on to 3',
    ['<', { type: 'entry.skipped', conversation: 'mine', offset: 3, chain: '85d82ff35ecb' }],
    [
      '<',
      {
        type: 'engagement.changed',
        conversation: 'mine',
        engagement: { id: 'eng_81x0c3', state: 'ringing', openedAt: at },
      },
    ],
  ),
  'Whether an entry or its acknowledgement comes first is not said. After a cut, on a new socket:',
  talk(
    'visitor',
    [
      '>',
      {
        type: 'hello',
        version: 1,
        credential,
        sessions: [session],
        cursors: [{ conversation: 'mine', offset: 3, chain: '85d82ff35ecb' }],
      },
    ],
    ['<', anonymous],
    ['<', attached(session, { from: 3, top: 4, highest: { [session]: 1 }, readBy: { visitor: 3, rep: 1 } })],
    [
      '<',
      {
        ...entry,
        offset: 4,
        chain: '1c44a07be932',
        session: repSession,
        seq: 1,
        by: { kind: 'rep', id: 'rep_mara', name: 'Mara' },
        body: { text: 'It does, a leather one.' },
      },
    ],
    ['<', { type: 'live', conversation: 'mine' }],
  ),
  '`highest` says that seq 1 is durable: what the client sent under seq 2 and above without an acknowledgement, it sends again now.',
);

const rep = paragraphs(
  heading(2, 'Connecting as a rep'),
  numbered(
    '`POST /v1/console/sign-in` with e-mail and password: 204 and the cookie `tillside_rep` (over https `__Host-tillside_rep`). 401: one of them is wrong. 429: wait for `Retry-After` seconds; failures slow down an account and an address.',
    '`POST /v1/console/ticket` with the cookie: a ticket, good for one socket and 30 s. Every socket needs a new one. 401: sign in again.',
    'Open a WebSocket at `/v1/console/socket`, on the relay’s own host; programs leave `Origin` out, browsers send the console’s.',
    'Send `hello` with the ticket as `credential`, and wait for `welcomed`. Then comes `floor.changed`: the rep’s conversations, the queue and the team.',
  ),
  'Every POST below `/v1/console/` carries the header `x-tillside: 1`; without it the answer is 403.',
  code(
    'http',
    'POST /v1/console/sign-in HTTP/1.1',
    'Host: relay.example',
    'Content-Type: application/json',
    'x-tillside: 1',
    '',
    '{"email":"mara@halden.example","password":"…"}',
    '',
    'HTTP/1.1 204 No Content',
    'Set-Cookie: tillside_rep=si_…; Path=/; HttpOnly; SameSite=Strict; Max-Age=604800',
    '',
    'POST /v1/console/ticket HTTP/1.1',
    'Host: relay.example',
    'Cookie: tillside_rep=si_…',
    'x-tillside: 1',
    '',
    'HTTP/1.1 200 OK',
    '',
    '{"ticket":"tk_…","expiresAt":1795286430000}',
  ),
  'A ring, answered, and a first word:',
  talk(
    'rep',
    ['>', { type: 'hello', version: 1, credential: 'tk_…', sessions: [repSession], cursors: [] }],
    ['<', toldRepExamples.welcomed],
    ['<', { ...toldRepExamples['floor.changed'], mine: [] }],
    ['>', { type: 'status.set', ref: 1, status: 'available' }],
    ['<', { type: 'done', ref: 1 }],
    ['<', toldRepExamples['ring.started']],
    ['<', { ...toldRepExamples['floor.changed'], mine: [ringing] }],
    ['>', { type: 'engagement.accept', ref: 2, conversation, engagement: 'eng_81x0c3' }],
    ['>', { type: 'conversation.attach', conversation, offset: 0, chain: '' }],
    ['<', { type: 'done', ref: 2 }],
    ['<', toldRepExamples['floor.changed']],
    ['<', attached(repSession, { conversation, top: 3 })],
    ['<', { ...entry, conversation, by: { kind: 'visitor', id: 'vis_k7m2p9x4' } }],
    'and so on up to the top, then',
    ['<', { type: 'live', conversation }],
    [
      '>',
      {
        type: 'message.send',
        session: repSession,
        conversation,
        seq: 1,
        epoch: 1,
        claim: 'clm_2b8s',
        body: { text: 'It does, a leather one.' },
      },
    ],
    ['<', { type: 'acked', session: repSession, conversation, seq: 1, offset: 4 }],
  ),
  list(
    'A rep is rung only while the status is `available` and the socket stands. The status outlives sockets and is that of all windows of a rep.',
    '`epoch` and `claim` of a conversation are those of its line in `floor.changed`, under `mine`. They change when it changes hands; what is written under old ones is refused as `fenced`.',
    'A rep may attach any conversation of the sites the team serves, and add notes there; messages, offers and resolving need the assignment.',
    'Commands whose answer did not come before the socket was lost may or may not have taken effect. Look at the next `floor.changed` and decide again.',
  ),
);

export const connecting = paragraphs(visitor, rep);
