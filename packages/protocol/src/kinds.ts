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
    meaning: 'The conversation waits again: nobody answered, or the rep was lost.',
  },
  'engagement.resolved': { visitor: true, meaning: 'The stretch ended.' },
  order: { visitor: false, meaning: 'An order was reported for this visitor.' },
} as const satisfies Record<string, EntryKindInfo>;

export type EntryKind = keyof typeof entryKinds;

export function isVisibleToVisitor(kind: EntryKind): boolean {
  return entryKinds[kind].visitor;
}
