import { setKit } from '../part/kit.ts';
import type { Kit } from '../part/kit.ts';
import css from './card.css?inline';
import { startInvitations } from './start.ts';

/** Invitations, from the decision to the answer: downloaded as soon as a rule may fire. */
export interface InvitationPart {
  readonly _start: typeof startInvitations;
}

export function createPart(kit: Kit): InvitationPart {
  setKit(kit);
  return { _start: startInvitations };
}

export { invitationStrings as strings } from './strings.ts';
export { css };
