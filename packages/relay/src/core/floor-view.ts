import type { FloorItem, RepView } from '@tillside/protocol';
import { isPreview } from './preview.ts';
import { askedSince, usualMessageTargetMs } from './message-target.ts';
import type {
  ConversationRecord,
  ConversationView,
  Engagement,
  LogState,
  Rep,
  RepOnFloor,
  Site,
} from '../ports/index.ts';

/**
 * Since when the visitor waits for a word: since the opening until a rep replied to it, then since the visitor's last message. One who waits for
 * the next rep has waited since the last word of the one before: rings that nobody answers must not set the clock back.
 */
function waitingSince({ openedAt, state }: Engagement, log: LogState): number | undefined {
  if (state === 'resolved' || state === 'wrap_up') return undefined;
  const replied = log.lastRepMessageAt;
  if (replied === undefined || replied < openedAt) return openedAt;
  const asked = log.lastVisitorMessageAt;
  if (asked !== undefined && asked > replied) return asked;
  return state === 'queued' || state === 'ringing' ? replied : undefined;
}

/** Names and promises that a line of the floor tells besides the record. */
export interface FloorWords {
  /** A rep's first name. */
  readonly nameOf: (rep: string) => string;
  readonly site: Pick<Site, 'messageTargetMs'> | undefined;
  /** The claim as its owner is told. */
  readonly claimOf: (record: ConversationRecord) => string | undefined;
}

/** Why it is by message, and when its first answer is due. */
function byMessageOf(
  { state, byMessage }: Engagement,
  log: LogState,
  since: number | undefined,
  site: FloorWords['site'],
): Pick<FloorItem, 'turned' | 'dueAt'> {
  if (state !== 'by_message' || byMessage === undefined) return {};
  const isAnswered = (log.lastRepMessageAt ?? 0) > byMessage.at;
  const asked = since === undefined || isAnswered ? undefined : askedSince(byMessage, log);
  const target = site?.messageTargetMs ?? usualMessageTargetMs;
  return { turned: byMessage.cause, ...(asked === undefined ? {} : { dueAt: asked + target }) };
}

/** Who let it ring before, and who gave it. */
function handedOf(
  { state, passedBy, transfer }: Engagement,
  nameOf: FloorWords['nameOf'],
): Pick<FloorItem, 'passedBy' | 'given'> {
  if (state !== 'queued' && state !== 'ringing') return {};
  const { isReturn, note } = transfer ?? {};
  return {
    ...(passedBy === undefined
      ? {}
      : { passedBy: { rep: passedBy.rep, name: nameOf(passedBy.rep), cause: passedBy.cause } }),
    ...(transfer === undefined
      ? {}
      : {
          given: {
            name: nameOf(transfer.from.rep),
            ...(note === undefined ? {} : { note }),
            ...(isReturn === true ? { isReturn } : {}),
          },
        }),
  };
}

/** One line of `viewer`'s floor; the assignment is told to its owner only. `undefined` where there never was an engagement. */
export function floorItemOf(
  { record, log, context }: ConversationView,
  viewer: string,
  { nameOf, site, claimOf }: FloorWords,
): FloorItem | undefined {
  const engagement = record?.engagement;
  if (record === undefined || engagement === undefined) return undefined;
  const { owner } = record;
  const since = waitingSince(engagement, log);
  const claim = owner?.rep === viewer ? claimOf(record) : undefined;
  const { cart } = context ?? {};
  return {
    conversation: record.conversation,
    engagement: engagement.id,
    site: record.site,
    state: engagement.state,
    visitor: record.visitor,
    openedAt: engagement.openedAt,
    ...(since === undefined ? {} : { waitingSince: since }),
    epoch: record.epoch,
    ...(owner === undefined ? {} : { rep: owner.rep }),
    ...(claim === undefined ? {} : { claim }),
    ...(engagement.invitation === undefined ? {} : { invitation: engagement.invitation }),
    ...(engagement.rule === undefined ? {} : { rule: engagement.rule }),
    ...(cart === undefined ? {} : { cart: { value: cart.value, currency: cart.currency, quantity: cart.quantity } }),
    ...(context?.checkout === undefined ? {} : { checkoutStep: context.checkout.step }),
    ...(log.lastText === undefined ? {} : { lastText: log.lastText }),
    ...(engagement.reason === undefined ? {} : { reason: engagement.reason }),
    ...(engagement.wrapUpUntil === undefined ? {} : { wrapUpUntil: engagement.wrapUpUntil }),
    ...byMessageOf(engagement, log, since, site),
    ...handedOf(engagement, nameOf),
    ...(isPreview(record.visitor) ? { isPreview: true } : {}),
    unread: log.unreadByRep,
  };
}

/** A colleague on the floor. Who was never there is offline. `isOn`: may get new rings now, by hours and shift. */
export function repViewOf(rep: Rep, capacity: number, onFloor: RepOnFloor | undefined, isOn: boolean): RepView {
  return {
    id: rep.id,
    name: rep.name,
    team: rep.team,
    status: onFloor?.status ?? 'offline',
    isPresent: onFloor?.isPresent ?? false,
    load: onFloor?.load ?? 0,
    capacity,
    ...(isOn ? {} : { isOffShift: true }),
  };
}
