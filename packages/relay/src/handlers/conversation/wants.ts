import { limits } from '@tillside/protocol';
import type { Contact, Reason } from '@tillside/protocol';
import type { Wants } from '../../core/conversation/types.ts';
import { priorityOf } from '../../core/priority.ts';
import { reasonOfAnswers, reasonOfPage } from '../../core/reason.ts';
import type { Site } from '../../ports/index.ts';
import type { VisitorParty, World } from '../types.ts';

/**
 * What the visitor answered before this chat, since the one before. Read in the log: the page, the socket and the node that it was said to may
 * be gone by the first word.
 */
async function answered(
  conversation: string,
  startOffset: number,
  reasons: Site['reasons'],
  world: World,
): Promise<Reason | undefined> {
  if (!Object.values(reasons ?? {}).some((route) => route.answers !== undefined)) return undefined;
  const after = Math.max(0, startOffset - limits.pageEntries);
  const entries = await world.store.conversations.read(conversation, after, limits.pageEntries);
  const before = entries.findLastIndex(({ kind }) => kind === 'engagement.resolved');
  const said = entries
    .slice(before + 1)
    .filter(({ kind }) => kind === 'contact')
    .map(({ body }) => (JSON.parse(body) as Contact).answers?.map(({ answer }) => answer) ?? []);
  return said.reduceRight<Reason | undefined>(
    (found, answers) => found ?? reasonOfAnswers(reasons, answers),
    undefined,
  );
}

/** What a rule of the playbook asks for besides. */
export type RuleWants = Pick<Wants, 'reason' | 'team' | 'skills'>;

/**
 * What a conversation that begins asks of the route: what it is about (the visitor's own choice, the rule's, the answer before the chat, the
 * page), a team and skills by the rule, the language of the page, and its place within the site's part of a queue.
 *
 * @param startOffset the log's offset before the engagement's first entry
 */
export async function wantsOf(
  { context, conversation }: VisitorParty,
  site: Site | undefined,
  startOffset: number,
  world: World,
  { chosen, rule = {} }: { readonly chosen?: Reason | undefined; readonly rule?: RuleWants },
): Promise<Wants> {
  const reason =
    chosen ??
    rule.reason ??
    (await answered(conversation, startOffset, site?.reasons, world)) ??
    reasonOfPage(site?.reasons, context?.page.url);
  const priority = site === undefined ? 0 : priorityOf(site, context?.cart);
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(rule.team === undefined ? {} : { team: rule.team }),
    ...(rule.skills === undefined ? {} : { skills: rule.skills }),
    ...(context?.language === undefined ? {} : { language: context.language }),
    ...(priority === 0 ? {} : { priority }),
  };
}
