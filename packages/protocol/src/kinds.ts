/** The closed catalogue of entry kinds: who may see them. What a party may not see reaches it as `entry.skipped`. */
export interface EntryKindInfo {
  readonly visitor: boolean;
  readonly meaning: string;
}

export const entryKinds = {
  message: { visitor: true, meaning: 'What a person wrote to the other party.' },
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
