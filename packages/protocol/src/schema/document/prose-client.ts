import { code, heading, list, numbered, paragraphs } from './markdown.ts';

export const client = paragraphs(
  heading(2, 'What a client does'),
  'These rules are what the promises rest on.',
  numbered(
    '**Outbox first.** A numbered frame is stored (memory will do, storage is better) before it is sent for the first time, together with its session and seq. It stays until it was acknowledged and 60 s longer: that minute heals a store that went back. Without a link nothing is forgotten.',
    '**At most 16** frames of one session and conversation are on their way unacknowledged. `welcomed.limits` may say less. The rest waits in the outbox.',
    '**After `attached`**, `highest` tells what is durable of each session; the client sends from the next, acknowledged before or not. Frames to a conversation wait for `attached`, those on the lane for `welcomed`.',
    '**One rewind** for each session and conversation in 150 ms, with a timer for those held back.',
    '**Refused for good**: show it as not sent, renumber those behind it, send them. `behind_refused` is taken like a rewind that is held back.',
    '**A gap that the outbox cannot fill** (the relay wants a seq that was forgotten): go on under a new session from seq 1 with what is left, say visibly that a message may be missing, and never loop.',
    '**What was acknowledged must come back** as an entry, or be told by `highest`. If it has not within 10 s, attach again: a store may have lost it before anybody saw it.',
    '**Cursors** as above. Nothing of a conversation is taken between an attach and its `attached`.',
    '**Connecting again**: after a random moment between 0 and 250 ms, doubling with each failure up to 15 s; a link that stood for 5 s starts anew. Not at all after a close code whose `retry` is no. After 1006 before `welcomed`, visitors ask `boot` first. After 4101 without the credential, reps with a new ticket, as always.',
    '**28 s without any frame**, by the clock at the moment of waking up, is a dead socket: leave it without waiting for its close, and connect again. Answer every `ping` with `pong` within 8 s.',
    '**`drain`**: connect anew at a random moment within `afterMs`; use the old socket until then.',
    '**`superseded`**: another socket speaks for this session. Stop sending for it; new frames go under a new session.',
    '**Outboxes of the dead.** What another process of the same party left behind may be sent by a living one, under its original session and seq, after `session.add`; see to it that only one does.',
    '**Commands** that are unanswered when the socket is lost are failed, and not repeated by themselves.',
    '**Coalesce**: `typing` at most four times a second and never late; `read` once a second, as a maximum; `context.set` once a second, the latest wins and is always sent, also in `hello`.',
    '**Ignore** frame types and fields that you do not know.',
  ),
  heading(3, 'The heart of it'),
  'One stream is one pair of session and conversation. `items` are its frames in the order of their seq.',
  code(
    'text',
    'send(text):          top += 1; items.append(frame with seq = top); store(items); pump()',
    'pump():              while next <= top and next <= acked + 16 and now >= hold: write(items[next]); next += 1',
    'on acked(seq):       if seq > acked: acked = seq; next = max(next, seq + 1); pump()',
    'on attached:         h = highest[session]',
    '                     if first one on this socket or h < acked: go(h)',
    'on rewind(h):        go(h); hold = max(hold, time of last repetition + 150 ms); pump()',
    'on refused(seq, retry):',
    '                     if seq <= acked or seq >= next: return',
    '                     next = seq',
    '                     if code = behind_refused and seq = acked + 1: close the socket, connect again',
    '                     if retry: hold = now + (afterMs, or 150 ms if code = behind_refused, or 1 s)',
    '                     else: show items[seq] as not sent; remove it; top -= 1; the later ones get seq - 1',
    '                           if it was sent twice on this socket: close the socket, connect again',
    '                           if code = conflict: a new session for those behind it, instead of the new numbers',
    '                     pump()',
    'on welcomed:         next = acked + 1; hold = 0',
    'go(h):               acked = h',
    '                     if h = top or items has h + 1: next = h + 1',
    '                     else: a new session; renumber what is left from 1; say that a message may be missing',
  ),
  list(
    '`hold` needs a timer that calls `pump`.',
    'Frames are forgotten from the front of `items` 60 s after they were acknowledged.',
  ),
);

export const relay = paragraphs(
  heading(2, 'What the relay does'),
  list(
    'It pings every 20 s and closes with 4012 if nothing at all comes within 8 s. WebSocket pings it may send besides mean nothing to the protocol; answer them as RFC 6455 demands.',
    'It holds no queue for a socket, only a cursor for each conversation. With more than 64 KB unread it stops pushing and goes on from the cursor once they are read; with more than 512 KB, or after 10 s without progress, it cuts the socket.',
    'A frame that is not JSON, too large, too deep, of unknown type, binary, or before `hello` closes with 4500 and touches nothing. A known numbered frame or command whose content does not fit is refused as `invalid`; the socket stays.',
    'Above the frame rate a numbered frame or command is refused as `rate`; who goes on regardless is closed with 4013.',
    'Entries that the relay writes itself carry the session `relay/<cause>` and seq 1.',
    'When a rep’s sign-in ends, or the rep is disabled, sockets close with 4509 within 5 s.',
    'When it stops it says `drain`, finishes what it has begun, and closes with 1012.',
    'Every relay process on the same store serves every party. A client may be on another one after each cut.',
  ),
);

export const lane = paragraphs(
  heading(2, 'The visitor’s lane'),
  'Numbered frames with `conversation: "visitor"`: what a visitor’s page tells that is no entry. They have their own seq, from 1 for each session, and the same acknowledgements (`offset` is 0), rewinds and refusals. `attached` does not speak of the lane: after `welcomed` a client sends again what is not acknowledged.',
  'An invitation: `invitation.request` is acknowledged and answered by `invitation.granted` or `invitation.withheld` with its session and seq; a repeated request gets the same answer. What was granted is shown until `expiresAt` at the longest, unless `invitation.withdrawn` comes before it was seen. `invitation.seen` says that it was in view for a second. One of `invitation.accept`, `invitation.decline`, `invitation.dismiss` (closed without an answer) and `invitation.time-out` ends it. Accepting opens an engagement, and the rep’s console rings.',
  'An order: `order.report` tells of a purchase. It stays unconfirmed until the shop’s server confirms the same transaction by `POST /v1/orders`.',
);
