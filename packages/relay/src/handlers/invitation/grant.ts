import { holdIdOf } from '../../core/ids.ts';
import { answerGraceMs } from '../../core/invitation.ts';
import type { Place } from '../../core/forecast/judge.ts';
import { chooseLanguage, firstName, renderText, writeMoney } from '../../core/invitation-text.ts';
import { freeSlots, isReachable, speakersOf } from '../../core/routing.ts';
import type { Candidate, Invitation, Offer } from '../../ports/index.ts';
import type { RouteFloor, RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';
import type { Asked } from './decision.ts';
import { valueOf } from './promise.ts';

/** How long an invitation stays unless its rule says otherwise. */
const defaultTimeToLiveMs = 60_000;

export interface GrantInput {
  readonly id: string;
  readonly session: string;
  readonly seq: number;
  readonly asked: Asked;
  readonly offer: Offer | undefined;
  readonly floors: RouteFloors;
  /** Teams that will answer in time. */
  readonly places: readonly Place[];
  readonly prefer: string | undefined;
}

/** An invitation for which a rep is there, or `undefined`. Nothing is written yet but what it takes of the team: a slot, or its place among the unheld. */
export async function prepareGrant(
  input: GrantInput,
  party: VisitorParty,
  world: World,
): Promise<Invitation | undefined> {
  const { id, session, seq, offer, asked } = input;
  const { rule, playbook, drawn } = asked;
  const liveMs = rule.invite.timeToLiveMs ?? defaultTimeToLiveMs;
  const promise =
    rule.invite.held === false
      ? await promiseTeam(input, liveMs, party, world)
      : await holdRep(input, liveMs, party, world);
  if (promise === undefined) return undefined;
  return {
    id,
    rule: rule.id,
    playbook: playbook.version,
    isAtRisk: rule.atRisk === true,
    state: 'granted',
    text: wordsOf(promise, asked, party, world),
    ...promise,
    ...drawn,
    ...(offer === undefined ? {} : { offer: offer.id }),
    grantedAt: promise.expiresAt - liveMs,
    session,
    seq,
  };
}

type Promised = Pick<Invitation, 'isHeld' | 'rep' | 'claim' | 'expiresAt'> & { readonly team: string };

/** The words as the visitor's page shows them. */
function wordsOf({ rep, team }: Promised, { rule, site }: Asked, { context }: VisitorParty, world: World): string {
  const directory = world.directory();
  const language = chooseLanguage(rule.invite.text, [context?.language, ...site.locales]) ?? 'en';
  const name = rep === undefined ? undefined : (directory.rep(rep)?.name ?? site.name);
  const cart =
    context?.cart === undefined ? undefined : writeMoney(context.cart.value, context.cart.currency, language);
  return renderText(rule.invite.text[language] ?? '', {
    ...(name === undefined ? {} : { rep: firstName(name) }),
    team: directory.team(team)?.name ?? site.name,
    site: site.name,
    ...(cart === undefined ? {} : { cart }),
  });
}

/** One slot of a named rep, of the first team of the route that has one free. */
async function holdRep(
  { id, asked, floors, places, prefer }: GrantInput,
  liveMs: number,
  party: VisitorParty,
  world: World,
): Promise<Promised | undefined> {
  const claim = holdIdOf(id);
  for (const { team } of places) {
    const here = floors.floors.find((one) => one.team === team);
    if (here === undefined) continue;
    const result = await world.store.floor.claimRep({
      team,
      claim,
      site: asked.site.id,
      conversation: party.conversation,
      state: 'held',
      dueAfterMs: liveMs + answerGraceMs,
      candidates: whoWrites(here, prefer, party, world),
      ...(prefer === undefined ? {} : { prefer }),
    });
    if (result.kind === 'claimed')
      return { isHeld: true, rep: result.rep, team, claim, expiresAt: result.dueAt - answerGraceMs };
  }
  return undefined;
}

/** Of those who could be promised the ones who write the visitor's language, or know the visitor, if one of them is free; else anybody. */
function whoWrites(
  { team, floor, candidates }: RouteFloor,
  prefer: string | undefined,
  { context }: VisitorParty,
  world: World,
): readonly Candidate[] {
  const writes = speakersOf(world.directory().repsOf(team), context?.language);
  const speakers = candidates.filter(({ rep }) => rep === prefer || writes(rep));
  return freeSlots(floor, speakers) > 0 ? speakers : candidates;
}

/** Nobody is reserved, but the store counts: whatever other nodes granted since this one looked, there are never more than the forecast allows. */
async function promiseTeam(
  { id, asked, floors, places }: GrantInput,
  liveMs: number,
  party: VisitorParty,
  world: World,
): Promise<Promised | undefined> {
  for (const { team, room } of places) {
    const live = floors.floorOf(team)?.grants.length ?? 0;
    const { kind } = await world.store.floor.takeGrant(team, {
      grant: id,
      site: asked.site.id,
      conversation: party.conversation,
      livesMs: liveMs + answerGraceMs,
      most: live + room,
      value: valueOf(asked.site, party),
    });
    if (kind === 'taken') return { isHeld: false, team, expiresAt: floors.now + liveMs };
  }
  return undefined;
}

/** Up to three of a team who are there now and know what the rule asks for, for the card of an unheld invitation. */
export function repsThere(team: string, floors: readonly RouteFloor[]): readonly string[] {
  const found = floors.find((one) => one.team === team);
  const known = new Set(found?.candidates.map(({ rep }) => rep));
  const there = found?.floor.reps.filter((one) => known.has(one.rep) && isReachable(one)) ?? [];
  return there.slice(0, 3).map(({ rep }) => rep);
}
