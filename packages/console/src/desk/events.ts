import { say } from '../format.ts';
import { strings } from '../strings.ts';
import { humanise } from './names.ts';
import type { EventEntry, Holder } from './timeline.ts';

type Transferred = Extract<EventEntry, { kind: 'engagement.transferred' }>['body'];
type QueueCause = Extract<EventEntry, { kind: 'engagement.queued' }>['body']['cause'];

function describeTransfer({ cause, from, to }: Transferred, rep: string): string {
  const text = strings.said.transferred;
  const isOwn = from.rep === rep;
  if (cause !== 'given' || to === undefined)
    return isOwn && cause === 'back' ? text.backYou : say(text[cause], { name: from.name });
  if (isOwn) return say(text.givenByYou, { to: to.name });
  return say(to.rep === rep ? text.givenToYou : text.given, { name: from.name, to: to.name });
}

/** It waits again: because of whom, where that is known. */
function describeQueued(cause: QueueCause, rep: string, holder: Holder | undefined): string {
  const { queued, queuedBy, queuedYou } = strings.said;
  if (holder === undefined) return queued[cause];
  return holder.rep === rep ? queuedYou[cause] : say(queuedBy[cause], { name: holder.name });
}

/** What happened, in a few words, as the rep `rep` reads it. `holder`: of one that waits again. */
export function describeEvent(entry: EventEntry, rep: string, holder?: Holder): string {
  const text = strings.said;
  switch (entry.kind) {
    case 'engagement.opened':
      return text.opened[entry.body.cause];
    case 'engagement.rang':
      return entry.body.rep === rep ? text.rangYou : say(text.rang, { name: entry.body.name });
    case 'engagement.accepted':
      return entry.body.rep === rep ? text.acceptedYou : say(text.accepted, { name: entry.body.name });
    case 'engagement.queued':
      return describeQueued(entry.body.cause, rep, holder);
    case 'engagement.resolved':
      return say(text.resolved, { disposition: humanise(entry.body.disposition) });
    case 'engagement.wrapped_up':
      return text.wrappedUp;
    case 'engagement.reopened':
      return text.reopened;
    case 'engagement.by_message':
      return text.byMessage[entry.body.cause];
    case 'engagement.assigned':
      return entry.body.rep === rep ? text.assignedYou : say(text.assigned, { name: entry.body.name });
    case 'engagement.taken_over': {
      const { rep: by, name, from } = entry.body;
      if (by === rep) return say(text.takenOverYou, { from: from.name });
      return from.rep === rep ? say(text.takenOverFromYou, { name }) : say(text.takenOver, { name, from: from.name });
    }
    case 'engagement.transferred':
      return describeTransfer(entry.body, rep);
    case 'engagement.reason':
      return say(text.reasonSet, { reason: strings.reason[entry.body.reason] });
    case 'offer.applied': {
      const { code, isApplied } = entry.body;
      if (code === undefined) return isApplied ? text.appliedPlain : text.notAppliedPlain;
      return say(isApplied ? text.applied : text.notApplied, { code });
    }
    default:
      return entry satisfies never;
  }
}
