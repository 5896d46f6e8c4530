import type { FloorItem, RepView } from '@tillside/protocol';
import { isPreview } from './preview.ts';
import type { ConversationView, Engagement, LogState, Rep, RepOnFloor } from '../ports/index.ts';

/** Since when the visitor waits for a word: since the opening until a rep replied to it, then since the visitor's last message. */
function waitingSince({ openedAt, state }: Engagement, log: LogState): number | undefined {
  if (state === 'resolved') return undefined;
  const replied = log.lastRepMessageAt;
  if (replied === undefined || replied < openedAt) return openedAt;
  const asked = log.lastVisitorMessageAt;
  return asked !== undefined && asked > replied ? asked : undefined;
}

/** One line of `viewer`'s floor; the assignment is told to its owner only. `undefined` where there never was an engagement. */
export function floorItemOf({ record, log, context }: ConversationView, viewer: string): FloorItem | undefined {
  const engagement = record?.engagement;
  if (record === undefined || engagement === undefined) return undefined;
  const { owner } = record;
  const since = waitingSince(engagement, log);
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
    ...(owner?.rep === viewer ? { claim: owner.claim } : {}),
    ...(engagement.invitation === undefined ? {} : { invitation: engagement.invitation }),
    ...(engagement.rule === undefined ? {} : { rule: engagement.rule }),
    ...(cart === undefined ? {} : { cart: { value: cart.value, currency: cart.currency, quantity: cart.quantity } }),
    ...(context?.checkout === undefined ? {} : { checkoutStep: context.checkout.step }),
    ...(log.lastText === undefined ? {} : { lastText: log.lastText }),
    ...(isPreview(record.visitor) ? { isPreview: true } : {}),
    unread: log.unreadByRep,
  };
}

/** A colleague on the floor. Who was never there is offline. */
export function repViewOf(rep: Rep, capacity: number, onFloor: RepOnFloor | undefined): RepView {
  return {
    id: rep.id,
    name: rep.name,
    team: rep.team,
    status: onFloor?.status ?? 'offline',
    isPresent: onFloor?.isPresent ?? false,
    load: onFloor?.load ?? 0,
    capacity,
  };
}
