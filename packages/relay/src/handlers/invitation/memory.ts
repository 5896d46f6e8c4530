import {
  acceptanceOf,
  learn,
  noOutcomes,
  saidNoOf,
  together,
  usualAcceptAfterMs,
  withAcceptAfter,
} from '../../core/forecast/acceptance.ts';
import type { Answer, Habits, Outcomes } from '../../core/forecast/acceptance.ts';
import type { Past } from '../../core/forecast/past.ts';
import { remember } from '../../core/forecast/threshold.ts';
import type { Request } from '../../core/forecast/threshold.ts';
import { answerGraceMs } from '../../core/invitation.ts';
import { isPreview } from '../../core/preview.ts';
import type { Grant, Invitation } from '../../ports/index.ts';
import type { World } from '../types.ts';

/**
 * What one node knows of a site's invitations: what the journal told when it began, and since then those it granted and the answers that came to
 * it. Nothing of it is promised, and nothing of it must outlive the node.
 */
interface SiteMemory {
  all: Outcomes;
  readonly byRule: Map<string, Outcomes>;
  acceptAfterMs: number;
  requests: readonly Request[];
  threshold: number;
  /** Unheld ones that nobody has answered, and until when one waits for the answer: a page that is gone says nothing, and that is one, too. */
  readonly open: Map<string, { readonly rule: string; readonly until: number }>;
}

const memories = new WeakMap<World, Map<string, SiteMemory>>();

function siteMemory(world: World, site: string): SiteMemory {
  const sites = memories.get(world) ?? new Map<string, SiteMemory>();
  memories.set(world, sites);
  const found = sites.get(site) ?? {
    all: noOutcomes,
    byRule: new Map<string, Outcomes>(),
    acceptAfterMs: usualAcceptAfterMs,
    requests: [],
    threshold: 0,
    open: new Map<string, { readonly rule: string; readonly until: number }>(),
  };
  sites.set(site, found);
  return found;
}

/** What was learned before this node began. What happened while it was being read may count twice; no forecast hangs on that. */
export function recallInvitations(world: World, site: string, { all, byRule, acceptAfterMs }: Past): void {
  const memory = siteMemory(world, site);
  memory.all = together(all, memory.all);
  for (const [rule, outcomes] of byRule) {
    memory.byRule.set(rule, together(outcomes, memory.byRule.get(rule) ?? noOutcomes));
  }
  memory.acceptAfterMs = acceptAfterMs;
}

/** The share of a rule's invitations that are accepted. */
export function acceptanceAt(world: World, site: string, rule: string): number {
  const { byRule, all } = siteMemory(world, site);
  return acceptanceOf(byRule.get(rule) ?? noOutcomes, all);
}

/** The same of an invitation under way, of whichever site of the team; one of another node's is like any of its site. */
export function acceptanceOfGrant(world: World, { grant, site }: Pick<Grant, 'grant' | 'site'>): number {
  const memory = siteMemory(world, site);
  const rule = memory.open.get(grant)?.rule;
  return rule === undefined ? acceptanceOf(noOutcomes, memory.all) : acceptanceAt(world, site, rule);
}

export function habitsAt(world: World, site: string): Habits {
  const { acceptAfterMs, all } = siteMemory(world, site);
  return { acceptAfterMs, saidNo: saidNoOf(all) };
}

export function scarcityAt(world: World, site: string): Pick<SiteMemory, 'requests' | 'threshold'> {
  const { requests, threshold } = siteMemory(world, site);
  return { requests, threshold };
}

/** A request was judged. */
export function noteRequest(world: World, site: string, request: Request, threshold: number): void {
  const memory = siteMemory(world, site);
  memory.requests = remember(memory.requests, request);
  memory.threshold = threshold;
  sweep(memory, request.at);
}

export function noteGranted(world: World, site: string, { id, rule, isHeld, expiresAt }: Invitation): void {
  if (!isHeld) siteMemory(world, site).open.set(id, { rule, until: expiresAt + answerGraceMs });
}

/** It has been answered, or its time is over. One that was withdrawn tells nothing: who knows what the visitor would have said. */
export function noteOutcome(
  world: World,
  { site, visitor }: { readonly site: string; readonly visitor: string },
  { id, rule, state, grantedAt, answeredAt }: Invitation,
): void {
  const memory = siteMemory(world, site);
  const isOpen = memory.open.delete(id);
  const answer = answerOf(state);
  if (isPreview(visitor) || answer === undefined) return;
  learnAt(memory, rule, answer);
  if (answer !== 'yes' || answeredAt === undefined || !isOpen) return;
  memory.acceptAfterMs = withAcceptAfter(memory.acceptAfterMs, answeredAt - grantedAt);
}

function answerOf(state: Invitation['state']): Answer | undefined {
  if (state === 'accepted') return 'yes';
  if (state === 'declined' || state === 'dismissed') return 'no';
  return state === 'timed_out' ? 'silence' : undefined;
}

function learnAt(memory: SiteMemory, rule: string, answer: Answer): void {
  memory.byRule.set(rule, learn(memory.byRule.get(rule) ?? noOutcomes, answer));
  memory.all = learn(memory.all, answer);
}

function sweep(memory: SiteMemory, now: number): void {
  for (const [id, { rule, until }] of memory.open) {
    if (until > now) continue;
    memory.open.delete(id);
    learnAt(memory, rule, 'silence');
  }
}
