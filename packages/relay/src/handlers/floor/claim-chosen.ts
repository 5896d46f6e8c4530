import { askOf } from '../../core/ask.ts';
import { reordered } from '../../core/choose-rep.ts';
import type { RepChoice, VisitChoice } from '../../core/choose-rep.ts';
import type {
  ClaimRequest,
  ClaimResult,
  ConversationRecord,
  ConversationView,
  Engagement,
  FloorSnapshot,
} from '../../ports/index.ts';
import type { World } from '../types.ts';

/** A floor that moves on between ranking and claim so often in a row is too busy for anybody's order: the relay's own is taken. */
const attempts = 3;

export interface RungFor {
  readonly view: ConversationView;
  readonly record: ConversationRecord;
  readonly engagement: Engagement;
  readonly waitedMs: number;
  readonly floor: FloorSnapshot;
}

/**
 * Claims a slot by the relay's own order, in one step; or by the site's own, where one is set up: ranked, reordered, and claimed if the floor
 * is still as it was ranked.
 */
export async function claimChosen(request: ClaimRequest, rung: RungFor, world: World): Promise<ClaimResult> {
  const { floor } = world.store;
  const { chooseRep } = world;
  if (chooseRep === undefined) return floor.claimRep(request);
  const { team, candidates, prefer, exclude } = request;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { version, reps, reason } = await floor.rank({
      team,
      candidates,
      ...(prefer === undefined ? {} : { prefer }),
      ...(exclude === undefined ? {} : { exclude }),
    });
    if (reps.length === 0) return { kind: 'none', reason: reason ?? 'nobody' };
    let order = reps;
    try {
      order = reordered(reps, chooseRep(choicesOf(reps, request, rung, world), visitOf(request, rung, world)));
    } catch (error) {
      // The function is the operator's: its fault must not leave a visitor waiting.
      const { site } = request;
      world.emit({ name: 'routing.choice_failed', level: 'warn', site, team, error: String(error) });
    }
    const result = await floor.claimRep({ ...request, order, version });
    if (result.kind === 'claimed' || result.reason !== 'moved_on') return result;
  }
  return floor.claimRep(request);
}

function choicesOf(
  reps: readonly string[],
  { candidates }: ClaimRequest,
  { floor }: RungFor,
  world: World,
): readonly RepChoice[] {
  const directory = world.directory();
  return reps.map((rep) => {
    const known = directory.rep(rep);
    const there = floor.reps.find((one) => one.rep === rep);
    const { capacity = 0, weight = 1 } = candidates.find((one) => one.rep === rep) ?? {};
    const idleMs = Math.max(0, floor.at - (there?.idleSince ?? floor.at));
    const { skills = [], languages = [] } = known ?? {};
    return { rep, load: there?.load ?? 0, capacity, weight, idleMs, skills, languages };
  });
}

function visitOf({ team }: ClaimRequest, rung: RungFor, world: World): VisitChoice {
  const { record, engagement, waitedMs, view } = rung;
  const { site, conversation, visitor, lastRep } = record;
  const { skills = [], language = view.context?.language } = askOf(world.directory().site(site), engagement);
  const cart = view.context?.cart;
  return {
    site,
    team,
    conversation,
    visitor,
    waitedMs,
    skills,
    ...(language === undefined ? {} : { language }),
    ...(engagement.reason === undefined ? {} : { reason: engagement.reason }),
    ...(engagement.rule === undefined ? {} : { rule: engagement.rule }),
    ...(lastRep === undefined ? {} : { lastRep }),
    ...(cart === undefined ? {} : { cart: { value: cart.value, currency: cart.currency } }),
  };
}
