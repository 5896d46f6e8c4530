import type { JournalItem } from '../ports/index.ts';

/** Who tries a site out has an id of another kind than shoppers: theirs are of letters without `i`. The conversation's follows from it. */
export const previewVisitorPrefix = 'vis_preview';

/** A try-out by the shop's own people: in no figure, cap, arm or bill. Told by the visitor's or the conversation's id alone. */
export function isPreview(id: string | undefined): boolean {
  return /^(vis|cnv)_preview_/.test(id ?? '');
}

/** A journal item as it is stored: whatever a try-out leaves behind says so. */
export function markPreview(item: JournalItem): JournalItem {
  return isPreview(item.visitor ?? item.conversation) ? { ...item, isPreview: true } : item;
}
