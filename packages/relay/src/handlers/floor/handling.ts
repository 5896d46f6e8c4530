import type { ConversationView } from '../../ports/index.ts';
import type { TeamState } from './team-state.ts';

/** The team's recent past: so many conversations, none ended longer ago than this. */
const remembered = 20;
const goodForMs = 2 * 3_600_000;

/** How long the conversations of a team took, as this node saw them end. Nobody asks the store for it, so a node that began knows nothing yet. */
export interface Handling {
  /** Two looks at a floor that follow each other. */
  note(before: TeamState | undefined, next: TeamState): void;
  /** Newest last. */
  recent(at: number): readonly number[];
}

const ownerOf = ({ record }: ConversationView) => record?.owner?.claim;

export function createHandling(): Handling {
  let ended: readonly { readonly at: number; readonly tookMs: number }[] = [];
  return {
    note(before, next) {
      const standing = new Set(next.floor.claims.map(({ claim }) => claim));
      for (const view of before?.views.values() ?? []) {
        const { acceptedAt, state } = view.record?.engagement ?? {};
        const claim = ownerOf(view);
        // Somebody talked in it, and its slot is free now.
        if (state !== 'active' || acceptedAt === undefined || claim === undefined || standing.has(claim)) continue;
        if (before?.floor.claims.some((one) => one.claim === claim) !== true) continue;
        ended = [...ended, { at: next.floor.at, tookMs: Math.max(0, next.floor.at - acceptedAt) }].slice(-remembered);
      }
    },
    recent: (at) => ended.filter((one) => at - one.at <= goodForMs).map(({ tookMs }) => tookMs),
  };
}
