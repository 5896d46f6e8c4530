import { createHash } from 'node:crypto';
import type { EngagementView, RepTold, VisitorTold } from '@tillside/protocol';

type Told = VisitorTold | RepTold;

/** Facts of which the latest wins, each by a short hash of what the client was last told. */
const parts = ['availability', 'engagement', 'place', 'readBy'] as const;
type Known = Record<(typeof parts)[number], string>;

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64url')
    .slice(0, 8);

/** The place in the queue comes and goes apart from the rest: `attached` does not know it yet. */
function split({ position, wait, ...rest }: EngagementView) {
  return { rest: hashOf(rest), place: hashOf([position, wait]) };
}

export interface KnownFacts {
  /** What of `frame` the client does not know yet; nothing where it knows all of it. */
  news(frame: Told): readonly Told[];
  /** For the client to bring along when it asks for the next stream, at whichever node. */
  mark(): string;
}

/**
 * A stream that follows another one is no new beginning: what the greeting says of availability, engagement and read marks is told as a
 * change, and only if it is one. Entries need no such memory, they have their cursor.
 *
 * @param mark what the stream before ended with; absent: this is the first, and everything passes
 */
export function createKnownFacts(mark: string | undefined): KnownFacts {
  const told = mark?.split('.') ?? [];
  const known = Object.fromEntries(parts.map((part, index) => [part, told[index] ?? ''])) as Known;
  const isNext = mark !== undefined;
  let isReset = false;

  const isNew = (part: keyof Known, hash: string): boolean => {
    const isOther = known[part] !== hash;
    known[part] = hash;
    return isOther;
  };

  const availability = (frame: Extract<Told, { type: 'welcomed' | 'availability.changed' }>): readonly Told[] => {
    const { availability, bands } = frame;
    const isOther = isNew('availability', hashOf([availability, bands]));
    if (!isNext) return [frame];
    if (!isOther || availability === undefined) return [];
    return [{ type: 'availability.changed', availability, ...(bands === undefined ? {} : { bands }) }];
  };

  const engagement = (
    conversation: string,
    view: EngagementView | undefined,
    isWithPlace: boolean,
  ): readonly Told[] => {
    if (view === undefined) return [];
    const { rest, place } = split(view);
    const isOther = isNew('engagement', rest);
    const isElsewhere = isWithPlace && isNew('place', place);
    if (isOther && !isWithPlace) known.place = '';
    return isOther || isElsewhere ? [{ type: 'engagement.changed', conversation, engagement: view }] : [];
  };

  const attached = (frame: Extract<Told, { type: 'attached' }>): readonly Told[] => {
    const { conversation, readBy } = frame;
    const changed = engagement(conversation, frame.engagement, false);
    const isReadOn = isNew('readBy', hashOf(readBy.rep));
    isReset = frame.state !== 'ok';
    if (!isNext || isReset) return [frame];
    return isReadOn ? [...changed, { type: 'read.moved', conversation, by: 'rep', offset: readBy.rep }] : changed;
  };

  return {
    news(frame) {
      switch (frame.type) {
        case 'welcomed':
        case 'availability.changed':
          return availability(frame);
        case 'attached':
          return attached(frame);
        case 'live':
          return isNext && !isReset ? [] : [frame];
        case 'engagement.changed':
          return engagement(frame.conversation, frame.engagement, true);
        case 'queue.moved':
          return isNew('place', hashOf([frame.position, frame.wait])) ? [frame] : [];
        case 'read.moved':
          return isNew('readBy', hashOf(frame.offset)) ? [frame] : [];
        default:
          return [frame];
      }
    },
    mark: () => parts.map((part) => known[part]).join('.'),
  };
}
