/** The closed catalogue of entry kinds: who may see them. What a party may not see reaches it as `entry.skipped`. */
export interface EntryKindInfo {
  readonly visitor: boolean;
  readonly meaning: string;
}

export const entryKinds = {
  message: {
    visitor: true,
    meaning: 'What a person wrote to the other party; a rep may offer answers to choose from.',
  },
  product: { visitor: true, meaning: 'A product of the shop that a rep shows.' },
  file: { visitor: true, meaning: 'A picture or file that a person sent.' },
  guide: { visitor: true, meaning: 'A rep points at a part of the page the visitor is on.' },
  contact: {
    visitor: true,
    meaning: 'How the visitor can be reached, and the answers to what the shop asks before a chat.',
  },
  rating: { visitor: true, meaning: 'What the visitor thought of an engagement.' },
  note: { visitor: false, meaning: 'What a rep wrote for colleagues.' },
  invitation: { visitor: true, meaning: 'The invitation the visitor accepted, with the words that were shown.' },
  offer: { visitor: true, meaning: 'An offer a rep put forward.' },
  'offer.applied': { visitor: true, meaning: 'The visitor applied an offer in the shop.' },
  'engagement.opened': { visitor: false, meaning: 'A stretch of the conversation began.' },
  'engagement.rang': { visitor: false, meaning: 'The conversation was put before a rep.' },
  'engagement.accepted': { visitor: true, meaning: 'A rep answered and owns the conversation now.' },
  'engagement.queued': {
    visitor: true,
    meaning: 'The conversation waits again: nobody answered, or the rep was lost or left.',
  },
  'engagement.resolved': { visitor: true, meaning: 'The talk ended.' },
  'engagement.wrapped_up': { visitor: false, meaning: 'The rep is done with it, after the talk ended.' },
  'engagement.reopened': { visitor: false, meaning: 'The visitor wrote on while the rep was wrapping up.' },
  'engagement.by_message': { visitor: false, meaning: 'It goes on by message: the answer comes later.' },
  'engagement.assigned': { visitor: false, meaning: 'The relay chose the rep whose message it is to answer.' },
  'engagement.taken_over': { visitor: false, meaning: 'A rep took it over from a colleague.' },
  'engagement.transferred': {
    visitor: false,
    meaning: 'It was given to another rep or team, or came back because nobody took it.',
  },
  'engagement.reason': { visitor: false, meaning: 'A rep said what it is about.' },
  order: { visitor: false, meaning: 'An order was reported for this visitor.' },
} as const satisfies Record<string, EntryKindInfo>;

export type EntryKind = keyof typeof entryKinds;

export function isVisibleToVisitor(kind: EntryKind): boolean {
  return entryKinds[kind].visitor;
}
