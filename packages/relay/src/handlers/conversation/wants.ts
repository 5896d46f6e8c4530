import type { Contact, Reason } from '@tillside/protocol';
import type { Wants } from '../../core/conversation/types.ts';
import { priorityOf } from '../../core/priority.ts';
import { reasonOfAnswers, reasonOfPage } from '../../core/reason.ts';
import type { Site } from '../../ports/index.ts';
import type { VisitorParty } from '../types.ts';

/** What this page's visitor answered before a chat: good for the chat that follows on this socket. */
const answered = new WeakMap<VisitorParty, Reason>();

export function noteAnswers(party: VisitorParty, answers: Contact['answers'], site: Site | undefined): void {
  const reason = reasonOfAnswers(site?.reasons, answers?.map(({ answer }) => answer) ?? []);
  if (reason !== undefined) answered.set(party, reason);
}

/** What a rule of the playbook asks for besides. */
export type RuleWants = Pick<Wants, 'reason' | 'team' | 'skills'>;

/**
 * What a conversation that begins asks of the route: what it is about (the visitor's own choice, the rule's, the answer before the chat, the
 * page), a team and skills by the rule, the language of the page, and its place within the site's part of a queue.
 */
export function wantsOf(
  party: VisitorParty,
  site: Site | undefined,
  chosen: Reason | undefined,
  rule: RuleWants = {},
): Wants {
  const { context } = party;
  const reason =
    chosen ?? rule.reason ?? answered.get(party) ?? reasonOfPage(site?.reasons, context?.page.url) ?? undefined;
  const priority = site === undefined ? 0 : priorityOf(site, context?.cart);
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(rule.team === undefined ? {} : { team: rule.team }),
    ...(rule.skills === undefined ? {} : { skills: rule.skills }),
    ...(context?.language === undefined ? {} : { language: context.language }),
    ...(priority === 0 ? {} : { priority }),
  };
}
