import type { EngagementView, Wait } from '@tillside/protocol';
import type { ConversationRecord, Rep } from '../ports/index.ts';
import { publicRep } from './public-rep.ts';

/**
 * The current engagement as both parties may see it; `undefined` before the first. Where another rep answers than the invitation showed,
 * or nobody does yet, it names the one who was shown.
 */
export function engagementViewOf(
  record: ConversationRecord | undefined,
  repOf: (id: string) => Rep | undefined,
  place?: { readonly position: number; readonly wait?: Wait },
  isForVisitor = false,
): EngagementView | undefined {
  const engagement = record?.engagement;
  if (record === undefined || engagement === undefined) return undefined;
  const owner = record.owner === undefined ? undefined : repOf(record.owner.rep);
  const isAnother = engagement.shown !== undefined && engagement.shown !== record.owner?.rep;
  const shown = isAnother && engagement.state !== 'resolved' ? repOf(engagement.shown) : undefined;
  return {
    id: engagement.id,
    // The rep's wrapping up is the rep's affair: to the visitor the talk is over.
    state: isForVisitor && engagement.state === 'wrap_up' ? 'resolved' : engagement.state,
    ...(owner === undefined ? {} : { rep: publicRep(owner) }),
    ...(shown === undefined ? {} : { shown: { id: shown.id, name: publicRep(shown).name } }),
    openedAt: engagement.openedAt,
    ...(place === undefined || engagement.state !== 'queued' ? {} : place),
  };
}
