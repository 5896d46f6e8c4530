export const visitor = {
  label: 'Visitor',
  width: 'Width of the visitor pane',
  now: 'Now on',
  nowUnknown: 'The visitor has left the shop, or has not told where they are.',
  since: 'since {time}',
  checkout: 'Checkout',
  step: 'Step {step}',
  cart: 'Cart',
  cartEmpty: 'The cart is empty.',
  quantity: '{count} ×',
  total: 'Total',
  more: { one: 'and {count} more', other: 'and {count} more' },
  invitation: 'Invitation',
  noInvitation: 'Came without an invitation.',
  rule: 'Rule',
  history: 'History',
  noHistory: 'First conversation with this shop.',
  device: { desktop: 'Desktop', tablet: 'Tablet', phone: 'Phone' },
  language: 'Language',
  open: 'Open the page',
  declined: 'Said no. Not invited again.',
} as const;

export const activity = {
  title: 'Activity',
  lead: 'Every invitation, conversation and order of your shops, the latest first.',
  filter: 'Show',
  all: 'All',
  invitations: 'Invitations',
  orders: 'Orders',
  allSites: 'All shops',
  site: 'Shop',
  when: 'When',
  who: 'Visitor',
  what: 'What happened',
  value: 'Value',
  open: 'Open the conversation',
  older: 'Show older',
  end: 'That is everything.',
  emptyTitle: 'Nothing has happened yet',
  empty: 'When a rule invites a shopper, or an order is placed, it appears here by itself.',
  emptyFilter: 'Nothing of this kind yet.',
  failed: 'The activity could not be loaded.',
  unknown: 'Unknown visitor',
} as const;

/** What became of an invitation. Declined and dismissed are never the same. */
export const outcome = {
  granted: 'invited',
  would_grant: 'held out',
  missed: 'missed',
  suppressed: 'not invited',
  seen: 'seen',
  accepted: 'accepted',
  declined: 'declined',
  dismissed: 'dismissed',
  timed_out: 'unanswered',
  withdrawn: 'withdrawn',
} as const;

export const outcomeMeans = {
  granted: 'on its way to the screen',
  would_grant: 'not invited, to compare with those who are',
  missed: 'no rep could answer soon',
  suppressed: 'held back',
  seen: 'looked at, no answer yet',
  accepted: 'conversation opened',
  declined: 'not invited again',
  dismissed: 'closed the box',
  timed_out: 'nobody answered it',
  withdrawn: 'the rep was gone before it was seen',
} as const;

/** Why the relay withheld one: the wire's reasons. */
export const withheld = {
  no_capacity: 'no rep could answer soon',
  declined: 'said no before',
  in_conversation: 'already in a conversation',
  pending: 'another invitation is open',
  unknown_rule: 'the published playbook has no such rule',
  disabled: 'the shop is switched off',
  held_out: 'not invited, to compare with those who are',
  offer_unavailable: 'its offer was used up',
} as const;

export const did = {
  'engagement.opened': 'Conversation opened',
  'engagement.overflowed': 'Next team asked as well',
  'engagement.answered': 'Answered',
  'engagement.first_reply': 'First reply',
  'engagement.queued': 'Back in the queue',
  'engagement.resolved': 'Resolved',
  'offer.granted': 'Offer promised',
  'offer.made': 'Offer put forward',
  'offer.applied': 'Offer applied',
} as const;
