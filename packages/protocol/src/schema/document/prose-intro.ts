import { heading, list, paragraphs } from './markdown.ts';

export const title = paragraphs(
  heading(1, 'The Tillside protocol, version 1'),
  '*Written by `pnpm docs` from `packages/protocol`: change it there.*',
  'Visitors of a shop and reps talk through a relay. Each opens one WebSocket and both speak the same protocol of JSON frames, with different frame sets. This page is all that is needed to write a client for either of them in any language.',
);

export const promises = paragraphs(
  heading(2, 'What it promises'),
  list(
    '**G1** An acknowledged entry is in the log. It survives the death of any relay process and of the store’s, and of power where the store is run as documented.',
    '**G2** Every entry is there once, in one order for each conversation, the same for everyone who may see it. A sender’s own entries keep their order.',
    '**G3** A party that reconnects, to any relay process, gets exactly what it missed. If the store lost its tail, both sides notice and heal it from the senders’ outboxes; what cannot be healed is said.',
    '**G4** A party sees only what it may see: its site, its conversation, its team’s sites.',
    '**G5** A conversation has one owner at a time: a rep whose assignment was taken away cannot write.',
    '**G6** A slow, stuck or hostile peer costs bounded memory and delays nobody else.',
  ),
  'They hold for clients that keep the rules under “What a client does”.',
);

export const words = paragraphs(
  heading(2, 'Words'),
  list(
    '**Site**: a shop. **Visitor**: a person on its pages. **Rep**: who answers; belongs to one team, which answers for one or several sites.',
    '**Conversation**: the one thread between a visitor and a site, for good. Visitors call theirs `mine`, reps say its id. It is lived in **engagements**, from a first message or accepted invitation to a resolution.',
    '**Entry**: one durable item of a conversation’s **log**: a message, a note, an offer, a change of the engagement. Entries are numbered by **offset** 1, 2, 3 … without gaps.',
    '**Session**: one page load or one process of a party: 128 random bits as 32 lower-case hex digits. Make a new one at every start and never load it from storage: two writers under one session would swallow each other’s messages. One session lives on through any number of sockets.',
    '**Seq**: the sender’s number, 1, 2, 3 … without gaps for each pair of session and conversation.',
    '**Numbered frame**: a frame with `session`, `conversation` and `seq`. It is durable, acknowledged, and may be sent again as often as needed.',
    '**Chain**: a short hash over everything before and including an entry. A pair (offset, chain) is a **cursor**: it proves that what a client has seen is still the log’s past.',
    '**Lane**: where a visitor’s numbered frames go that are no entries (invitations, orders, consent): `conversation` is `"visitor"`. Same numbers, same acknowledgements, no offsets.',
    '**Outbox**: where a client keeps its numbered frames until they are durable, and for a minute longer.',
    '**Assignment**: a conversation given to a rep, under an `epoch` and a `claim`. Both are said with what the rep writes.',
    '**Command**: a question of a rep with a `ref`, answered by `done` or `refused`. Not durable, not repeated.',
    '**Fact**: what the relay tells unasked. The latest one counts.',
  ),
);
