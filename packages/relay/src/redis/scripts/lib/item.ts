import type { QueueItem } from '../../../ports/index.ts';
import type { Reply } from '../../link/connection.ts';
import { joinFields, splitFields } from '../../script/fields.ts';
import { asNumber, asRows, asText } from '../../script/reply.ts';

/** What a conversation brings along into a list: site|priority|share|returned|rep; what is as usual is empty. */
export function broughtBy({ site, priority = 0, share = 1, isReturned = false, rep = '' }: QueueItem): string {
  return joinFields(site, priority === 0 ? '' : priority, share === 1 ? '' : share, isReturned ? 1 : '', rep);
}

/** Rows of conversation, queuedAt, and what it brings along. */
export function itemsOf(places: Reply | undefined): readonly QueueItem[] {
  return asRows(places, 3).map(([conversation, queuedAt, brought]) => {
    const [site = '', priority = '', share = '', returned = '', rep = ''] = splitFields(asText(brought));
    return {
      conversation: asText(conversation),
      site,
      queuedAt: asNumber(queuedAt),
      ...(priority === '' ? {} : { priority: Number(priority) }),
      ...(share === '' ? {} : { share: Number(share) }),
      ...(returned === '' ? {} : { isReturned: true }),
      ...(rep === '' ? {} : { rep }),
    };
  });
}
