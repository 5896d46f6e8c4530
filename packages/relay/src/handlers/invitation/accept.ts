import { askOf } from '../../core/ask.ts';
import type { Hold } from '../../core/conversation/types.ts';
import { openEngagement } from '../../core/engagement.ts';
import { engagementIdOf } from '../../core/ids.ts';
import { isUnanswered } from '../../core/invitation.ts';
import { isReachable } from '../../core/routing.ts';
import type { ConversationRecord, Invitation } from '../../ports/index.ts';
import { saveContextNow } from '../context.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { askedNow, openByVisitor, resumeOpening } from '../conversation/open.ts';
import { loadRouteFloors } from '../conversation/route-floors.ts';
import type { RouteFloors } from '../conversation/route-floors.ts';
import { wantsOf } from '../conversation/wants.ts';
import type { RuleWants } from '../conversation/wants.ts';
import type { VisitorParty, World } from '../types.ts';
import { changeVisitor } from '../visitor-record.ts';
import { changeInvitation, giveBack } from './change.ts';
import { repRef } from '../rep-ref.ts';

/**
 * The visitor said yes. The rep who was shown rings if the promise still stands; otherwise the conversation waits like any other. A yes to
 * an invitation that is unknown, or was refused in another tab, still leads to a conversation: one the visitor asked for.
 */
export async function acceptInvitation(
  id: string,
  isRepeated: boolean,
  party: VisitorParty,
  world: World,
): Promise<void> {
  const [{ record, log }, floors] = await Promise.all([
    world.store.conversations.view(party.conversation),
    loadRouteFloors(world, world.directory().site(party.site)),
  ]);
  const current = openEngagement(record);
  const engagement = current?.id ?? engagementIdOf(id);
  const { outcome, before } = await changeInvitation(
    party,
    { kind: 'accept', invitation: id, engagement },
    floors.now,
    world,
    { engagement },
  );
  if (outcome.kind === 'refused' || before === undefined) {
    // Sent again, the first try may have died before its end, or before it opened anything; where a talk is over it is an echo.
    if (!isRepeated || record?.engagement === undefined) await openByVisitor(party, log.top, {}, world);
    else await resumeOpening(party, world);
    return;
  }
  const isCurrent = current?.id === before.engagement || current?.invitation === id;
  const isDone = before.state === 'accepted' && !isCurrent && (await isInLog(id, party, world));
  if (isDone) {
    // What it opened is over. Said in another tab it is a wish of its own; said again it is just an echo.
    if (current === undefined && !isRepeated) await openByVisitor(party, log.top, {}, world);
    return;
  }
  const hold = holdOf(before, floors, world);
  const [, after] = await Promise.all([
    // Whoever it rings for sees the cart at once; written along, because the visitor waits for each turn that the store takes.
    saveContextNow(party, world),
    open(outcome.invitation, hold, { record, startOffset: log.top }, floors, party, world),
  ]);
  const opened = after?.engagement?.id;
  if (opened !== undefined && opened !== outcome.invitation.engagement)
    await bind(id, opened, floors.now, party, world);
  // Whoever answers, a slot that this did not bind is of no use to anybody.
  if (after?.owner?.claim !== outcome.invitation.claim) await giveBack(outcome.invitation, world);
}

/** The invitation's own entry is written together with the engagement: where it is, the yes took full effect. */
async function isInLog(invitation: string, party: VisitorParty, world: World): Promise<boolean> {
  const cause = `relay/invitation/${invitation}`;
  const { highest } = await world.store.conversations.attach(party.conversation, { offset: 0, chain: '' }, [cause]);
  return (highest[cause] ?? 0) > 0;
}

/** The slot, if nobody took the promise back and its rep is there. */
function holdOf(invitation: Invitation, floors: RouteFloors, world: World): Hold | undefined {
  const { rep: id, team, claim, state } = invitation;
  if (id === undefined || team === undefined || claim === undefined) return undefined;
  if (!isUnanswered(invitation) && state !== 'accepted') return undefined;
  const floor = floors.floorOf(team);
  const isHeld = floor?.claims.some((one) => one.claim === claim) === true;
  const isThere = floor?.reps.some((one) => one.rep === id && isReachable(one)) === true;
  const directory = world.directory();
  const rep = directory.rep(id);
  const { ringTimeoutMs, acceptsAutomatically } = directory.team(team) ?? {};
  if (!isHeld || !isThere || rep === undefined || ringTimeoutMs === undefined) return undefined;
  return { rep: repRef(rep.id, world), team, claim, ringTimeoutMs, isAutomatic: acceptsAutomatically === true };
}

/** Opens the engagement, or joins the open one; resolves to the record afterwards. */
async function open(
  invitation: Invitation,
  hold: Hold | undefined,
  { record, startOffset }: { readonly record: ConversationRecord | undefined; readonly startOffset: number },
  floors: RouteFloors,
  party: VisitorParty,
  world: World,
): Promise<ConversationRecord | undefined> {
  const shown = invitation.rep === undefined ? undefined : world.directory().rep(invitation.rep);
  const { conversation, site, visitor } = party;
  const epoch = record?.epoch ?? 0;
  const found = world.directory().site(site);
  const wants = await wantsOf(party, found, startOffset, world, { rule: ruleWants(invitation, site, world) });
  const asked = await loadRouteFloors(world, found, askOf(found, wants));
  const { record: after } = await applyToConversation(
    conversation,
    (now) => {
      // An epoch that went on without an owner was raised against this very hold: it was given back.
      const isGood = now?.owner !== undefined || (now?.epoch ?? 0) === epoch;
      return {
        kind: 'open_invited',
        opening: {
          conversation,
          site,
          visitor,
          engagement: engagementIdOf(invitation.id),
          startOffset,
          wants,
          ...askedNow(asked),
        },
        invitation: {
          id: invitation.id,
          rule: invitation.rule,
          text: invitation.text,
          ...(shown === undefined ? {} : { shown: repRef(shown.id, world) }),
        },
        ...(hold === undefined || !isGood ? {} : { hold }),
      };
    },
    floors.now,
    world,
    { record },
  );
  return after;
}

/** What the rule that invited asks for besides. */
function ruleWants({ rule, playbook }: Invitation, site: string, world: World): RuleWants {
  const invite = world
    .directory()
    .playbook(site, playbook)
    ?.rules.find(({ id }) => id === rule)?.invite;
  const { skills, team, reason } = invite ?? {};
  return {
    ...(skills === undefined ? {} : { skills }),
    ...(team === undefined ? {} : { team }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Another tab opened the engagement first: the invitation belongs to that one. */
async function bind(id: string, engagement: string, now: number, party: VisitorParty, world: World): Promise<void> {
  await changeVisitor(
    party,
    now,
    (record) => ({
      ...record,
      invitations: record.invitations.map((one) => (one.id === id ? { ...one, engagement } : one)),
    }),
    world,
  );
}
