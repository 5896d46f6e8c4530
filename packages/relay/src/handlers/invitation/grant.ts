import type { Playbook, Rule } from '@tillside/rules';
import { holdIdOf } from '../../core/ids.ts';
import { chooseText, firstName, renderText } from '../../core/invitation-text.ts';
import { freeSlots, isReachable } from '../../core/routing.ts';
import type { Invitation, Site } from '../../ports/index.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import type { VisitorParty, World } from '../types.ts';

/** How long an invitation stays unless its rule says otherwise. */
const defaultTimeToLiveMs = 60_000;
/** A slot is held this much longer than the card is shown: the visitor's yes may be under way. */
export const holdGraceMs = 3_000;

export interface GrantInput {
  readonly id: string;
  readonly session: string;
  readonly seq: number;
  readonly rule: Rule;
  readonly playbook: Playbook;
  readonly site: Site;
  readonly floors: RouteFloors;
  readonly prefer: string | undefined;
}

/** An invitation for which a rep is there, or `undefined`. Nothing is written yet but the slot that it holds. */
export async function prepareGrant(
  input: GrantInput,
  party: VisitorParty,
  world: World,
): Promise<Invitation | undefined> {
  const liveMs = input.rule.invite.timeToLiveMs ?? defaultTimeToLiveMs;
  const promise =
    input.rule.invite.held === false ? promiseTeam(input, liveMs, world) : await holdRep(input, liveMs, party, world);
  if (promise === undefined) return undefined;
  const { id, session, seq, rule, playbook, site } = input;
  const { name, ...rest } = promise;
  const template = chooseText(rule.invite.text, [party.context?.language, ...site.locales]);
  return {
    id,
    rule: rule.id,
    playbook: playbook.version,
    isAtRisk: rule.atRisk === true,
    state: 'granted',
    text: renderText(template, { rep: name, site: site.name }),
    ...rest,
    grantedAt: promise.expiresAt - liveMs,
    session,
    seq,
  };
}

type Promised = Pick<Invitation, 'isHeld' | 'rep' | 'team' | 'claim' | 'expiresAt'> & { readonly name: string };

/** One slot of a named rep, of the first team of the route that has one free. */
async function holdRep(
  { id, site, floors, prefer }: GrantInput,
  liveMs: number,
  party: VisitorParty,
  world: World,
): Promise<Promised | undefined> {
  const claim = holdIdOf(id);
  for (const { team, candidates } of floors.floors) {
    const result = await world.store.floor.claimRep({
      team,
      claim,
      site: site.id,
      conversation: party.conversation,
      state: 'held',
      dueAfterMs: liveMs + holdGraceMs,
      candidates,
      ...(prefer === undefined ? {} : { prefer }),
    });
    if (result.kind === 'claimed') {
      const rep = world.directory().rep(result.rep);
      const name = firstName(rep?.name ?? site.name);
      return { isHeld: true, rep: result.rep, team, claim, expiresAt: result.dueAt - holdGraceMs, name };
    }
  }
  return undefined;
}

/** Nobody is reserved: the first team with somebody free now is shown. */
function promiseTeam({ floors, site }: GrantInput, liveMs: number, world: World): Promised | undefined {
  const found = floors.floors.find(({ floor, candidates }) => freeSlots(floor, candidates) > 0);
  if (found === undefined) return undefined;
  const name = world.directory().team(found.team)?.name ?? site.name;
  return { isHeld: false, team: found.team, expiresAt: floors.now + liveMs, name };
}

/** Up to three of a team who are there now, for the card of an unheld invitation. */
export function repsThere(team: string, floors: RouteFloors): readonly string[] {
  const there = floors.floorOf(team)?.reps.filter(isReachable) ?? [];
  return there.slice(0, 3).map(({ rep }) => rep);
}
