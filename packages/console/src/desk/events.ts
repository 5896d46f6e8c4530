import { say } from '../format.ts';
import { strings } from '../strings.ts';
import { humanise } from './names.ts';
import type { EventEntry } from './timeline.ts';

/** What happened, in a few words, as the rep `rep` reads it. */
export function describeEvent(entry: EventEntry, rep: string): string {
  const text = strings.said;
  switch (entry.kind) {
    case 'engagement.opened':
      return text.opened[entry.body.cause];
    case 'engagement.rang':
      return entry.body.rep === rep ? text.rangYou : say(text.rang, { name: entry.body.name });
    case 'engagement.accepted':
      return entry.body.rep === rep ? text.acceptedYou : say(text.accepted, { name: entry.body.name });
    case 'engagement.queued':
      return text.queued[entry.body.cause];
    case 'engagement.resolved':
      return say(text.resolved, { disposition: humanise(entry.body.disposition) });
    case 'offer.applied': {
      const { code, isApplied } = entry.body;
      if (code === undefined) return isApplied ? text.appliedPlain : text.notAppliedPlain;
      return say(isApplied ? text.applied : text.notApplied, { code });
    }
    default:
      return entry satisfies never;
  }
}
