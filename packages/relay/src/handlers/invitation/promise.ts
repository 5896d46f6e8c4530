import { hashOf } from '@tillside/rules';
import { judge } from '../../core/forecast/judge.ts';
import type { Option, Verdict } from '../../core/forecast/judge.ts';
import { outlookOf } from '../../core/forecast/outlook.ts';
import type { InvitedNow } from '../../core/forecast/outlook.ts';
import { usualChance, usualTargetMs } from '../../core/forecast/target.ts';
import { isPreview } from '../../core/preview.ts';
import { slotsOf } from '../../core/routing.ts';
import type { Site } from '../../ports/index.ts';
import type { RouteFloor, RouteFloors } from '../conversation/route-floors.ts';
import { paceOf } from '../floor/pace.ts';
import type { VisitorParty, World } from '../types.ts';
import type { Asked } from './decision.ts';
import { keptOf } from './kept.ts';
import { acceptanceAt, acceptanceOfGrant, habitsAt, noteRequest, scarcityAt } from './memory.ts';

/** What the forecast must know of the site whose visitor is invited. */
export function invitedNow(site: Site, world: World): InvitedNow {
  return {
    shareOf: (grant) => acceptanceOfGrant(world, grant),
    habits: habitsAt(world, site.id),
    targetMs: site.replyTargetMs ?? usualTargetMs,
  };
}

export function optionOf({ team, floor, candidates }: RouteFloor, invited: InvitedNow, world: World): Option {
  const pace = paceOf(world, team, floor.at);
  const ringTimeoutMs = world.directory().team(team)?.ringTimeoutMs ?? 0;
  return {
    team,
    outlook: outlookOf({ floor, candidates, ringTimeoutMs, pace }, invited),
    slots: slotsOf(floor, candidates),
    brake: pace.brake,
  };
}

/**
 * Teams whose reps could answer an invitation. One that holds a rep's slot may be any team's of the route; a yes to one that holds nothing
 * waits in the queues that a visitor stands in from the first moment.
 */
function teamsFor(isHeld: boolean, { floors, asked }: RouteFloors): readonly RouteFloor[] {
  const atOnce = asked(0, []);
  return isHeld ? floors : floors.filter(({ team }) => atOnce.includes(team));
}

/** Without what is left to other sites of the team. */
function leavingOthers(option: Option, { team, floor }: RouteFloor, site: Site, world: World): Option {
  const kept = keptOf(team, floor, option.slots, site, world);
  return { ...option, outlook: { ...option.outlook, free: option.outlook.free - kept } };
}

/** Is it promised that a rep answers in time, and is this visitor among those who come first? Nothing is taken or remembered yet. */
export function forecastFor({ site, rule }: Asked, floors: RouteFloors, party: VisitorParty, world: World): Verdict {
  const isHeld = rule.invite.held !== false;
  const invited = invitedNow(site, world);
  const { requests, threshold } = scarcityAt(world, site.id);
  return judge({
    options: teamsFor(isHeld, floors).map((floor) =>
      leavingOthers(optionOf(floor, invited, world), floor, site, world),
    ),
    isHeld,
    share: acceptanceAt(world, site.id, rule.id),
    chance: site.replyChance ?? usualChance,
    // Who tries the site out has no cart to compare.
    threshold: isPreview(party.visitor) ? 0 : threshold,
    requests: isPreview(party.visitor) ? [] : requests,
    value: valueOf(site, party),
    // The same for a visitor all the while: trying again is no way past others with such a cart.
    draw: hashOf(`${party.visitor}/scarce`),
  });
}

/** The next request finds the threshold where this one left it. */
export function noteForecast({ site }: Asked, verdict: Verdict, now: number, party: VisitorParty, world: World): void {
  if (!isPreview(party.visitor))
    noteRequest(world, site.id, { at: now, value: valueOf(site, party) }, verdict.threshold);
}

/** Minor units of the site's currency. A cart in another one cannot be compared. */
export function valueOf({ currency }: Site, { context }: VisitorParty): number {
  return context?.cart?.currency === currency ? context.cart.value : 0;
}
