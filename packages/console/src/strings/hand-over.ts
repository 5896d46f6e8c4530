/** What a conversation is about. */
export const reason = {
  label: 'What it is about',
  none: 'About',
  sales: 'Buying',
  order: 'An order',
  other: 'Something else',
  salesMeans: 'Wants to buy, or is about to.',
  orderMeans: 'Has ordered before and asks about that. Never counted as a saved cart.',
  otherMeans: 'Neither.',
  failed: 'Could not say what it is about: {reason}',
} as const;

/** Giving a conversation to somebody else. */
export const transfer = {
  action: 'Transfer',
  title: 'Transfer this conversation',
  lead: 'Whoever takes it has the whole history. If nobody does, it comes back to you.',
  leadMessage: 'It is theirs to answer from then on, with the whole history.',
  reps: 'Colleagues',
  teams: 'Teams',
  none: 'Nobody else may have conversations of this shop.',
  room: 'Room for {count}',
  full: 'At capacity',
  team: { one: '{count} available', other: '{count} available' },
  teamNone: 'Nobody available',
  note: 'A word to them (if you like)',
  noteHint: 'The visitor never sees it.',
  to: 'Transfer to {name}',
  pick: 'Choose who gets it',
  failed: 'Could not transfer it: {reason}',
  given: 'Given to {name}.',
} as const;

/** Going on by message. */
export const putOff = {
  action: 'Go on by message',
  means: 'It stays yours and takes no room. The visitor sees your answer on the next visit, or by e-mail.',
  failed: 'Could not go on by message: {reason}',
} as const;

/** A conversation is this rep's no more, by none of this rep's own doing. By the relay's causes. */
export const ended = {
  taken_over: '{name} took over visitor {visitor} of {shop}.',
  rep_lost: 'Visitor {visitor} of {shop} moved on while you were not connected.',
  went_live: 'Visitor {visitor} of {shop} came back and is with {name} now.',
  somebody: 'a colleague',
  begun: 'Visitor {visitor} of {shop} is with you now.',
} as const;
