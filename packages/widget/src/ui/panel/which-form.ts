import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';

/** What is asked now; nothing while the conversation goes on. `rating` stands above the composer, the others in its place. */
export type Asked = 'before' | 'message' | 'transcript' | 'rating' | undefined;

/** No engagement is open. */
export const isBetween = ({ _engagement }: ChatView): boolean => !_engagement || _engagement.state === 'resolved';

export function whichForm({ _boot: boot, _form, _isAnswered, _choices }: Ctx, view: ChatView): Asked {
  const { _engagement: engagement, _entries: entries, _unsent: unsent } = view;
  if (_form) return _form;
  if (!isBetween(view) || unsent.length) return undefined;
  if (engagement) {
    const { id } = engagement;
    const isFor = (kind: string): boolean =>
      entries.some((it) => it.kind === kind && 'engagement' in it.body && it.body.engagement === id);
    return isFor('engagement.accepted') && !isFor('rating') && _choices().unrated !== id ? 'rating' : undefined;
  }
  // Whatever was said or told already: the first words are in the log a moment before the engagement that opens for them is told.
  if (entries[0]) return undefined;
  if (boot.availability === 'none') return boot.mail && 'message';
  return boot.preChat && !_isAnswered ? 'before' : undefined;
}
