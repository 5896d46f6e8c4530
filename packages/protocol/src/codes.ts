/**
 * The closed catalogues of what can go wrong on the wire. Whether a try again makes sense stands beside them, as
 * `mayRetry` and in the `retry` column of refusals; nobody writes a switch over codes.
 */

export interface CloseCode {
  readonly name: string;
  readonly meaning: string;
}

export const closeCodes = {
  1009: { name: 'too_big', meaning: 'A frame far above the limit; the WebSocket layer cut it off.' },
  1012: { name: 'restart', meaning: 'The relay restarts. Connect again after a random moment.' },
  4000: { name: 'server_error', meaning: 'A fault of the relay; it is in its log.' },
  4008: { name: 'too_slow', meaning: 'The client did not read fast enough.' },
  4010: { name: 'reattach', meaning: 'The view no longer fits the log; connect and attach again.' },
  4012: { name: 'no_pong', meaning: 'A ping was not answered in time, or no `hello` came.' },
  4013: { name: 'rate', meaning: 'Too many frames.' },
  4101: {
    name: 'credential_expired',
    meaning: 'Connect again without the credential, or with a new ticket.',
  },
  4500: { name: 'bad_frame', meaning: 'A frame that the protocol does not know. The reason names it.' },
  4501: { name: 'denied', meaning: 'Not allowed here.' },
  4502: { name: 'site_disabled', meaning: 'The site does not exist or is switched off.' },
  4503: { name: 'blocked', meaning: 'This visitor is blocked.' },
  4509: { name: 'sign_in_revoked', meaning: 'The rep signed out, was disabled or signed in anew.' },
} as const satisfies Record<number, CloseCode>;

export type CloseCodeNumber = keyof typeof closeCodes;

export interface RefusalCode {
  /** Will the very same frame be accepted later? */
  readonly retry: boolean;
  readonly meaning: string;
}

export const refusalCodes = {
  behind_refused: {
    retry: true,
    meaning: 'An earlier frame of this session was refused; what stands behind it goes on under another session.',
  },
  rate: { retry: true, meaning: 'Too many frames; again after `afterMs`.' },
  store_unavailable: {
    retry: true,
    meaning: 'The store did not answer; whether the entry is in the log is unknown. Send it again as it is.',
  },
  too_long: { retry: false, meaning: 'The text is longer than the limit.' },
  empty: { retry: false, meaning: 'The text is empty.' },
  conflict: { retry: false, meaning: 'This (session, seq) is already in the log with another body.' },
  fenced: { retry: false, meaning: 'The conversation is no longer yours: its epoch went on.' },
  full: { retry: false, meaning: 'The engagement holds as many entries as it may.' },
  denied: { retry: false, meaning: 'Not within what this party may do or see.' },
  unknown_conversation: { retry: false, meaning: 'No such conversation, or none that this party may see.' },
  unknown_offer: { retry: false, meaning: "The conversation's site has no such offer." },
  unknown_invitation: { retry: false, meaning: 'No such invitation of this visitor.' },
  not_ringing: { retry: false, meaning: 'The conversation does not ring for this rep any more.' },
  not_owner: { retry: false, meaning: 'Another rep has this conversation.' },
  nobody_there: { retry: false, meaning: 'Nobody of those it was to be given to can take it now.' },
  too_often: { retry: false, meaning: 'It was given on in vain as often as it may be.' },
  invalid: { retry: false, meaning: 'The body does not fit its schema.' },
} as const satisfies Record<string, RefusalCode>;

export type RefusalCodeName = keyof typeof refusalCodes;

/** Why an invitation was not granted. */
export const withholdReasons = {
  no_capacity: 'No rep of the route could answer soon.',
  declined: 'The visitor said no before.',
  in_conversation: 'The visitor has an open engagement.',
  pending: 'Another invitation of this visitor is still open.',
  unknown_rule: 'No playbook of this site that is in use has this version and rule.',
  held_out: 'The visitor is in an arm of the experiment that gets nothing.',
  other_arm: 'The visitor is in another arm of the experiment than those the rule invites.',
  offer_unavailable: 'The offer that the words promise cannot be given to this visitor now.',
  disabled: 'The site is switched off.',
} as const;

export type WithholdReason = keyof typeof withholdReasons;
