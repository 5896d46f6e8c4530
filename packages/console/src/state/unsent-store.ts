import { signal } from '@preact/signals';
import type { EntryAdded, RepFrame } from '@tillside/protocol';
import type { Numbered, OutboxItem } from '@tillside/protocol/client';
import type { Assignment } from '../desk/standing.ts';
import type { Content, Unsent } from '../desk/thread.ts';
import { contentOf, contentOfEntry, frameOf, isSameContent } from '../desk/unsent.ts';
import type { DeskEvent, DeskLink } from '../link/desk-link.ts';

/** What this rep wrote and the log does not show yet. */
export interface UnsentStore {
  of(conversation: string): readonly Unsent[];
  /** On the screen at once, in the outbox at once. False: it needs an assignment, and there is none. */
  put(conversation: string, content: Content, assignment: Assignment | undefined): boolean;
  again(conversation: string, key: string, assignment: Assignment | undefined): boolean;
  discard(conversation: string, key: string): void;
  onEvent(event: DeskEvent): void;
}

type Lists = Readonly<Record<string, readonly Unsent[]>>;

const adoptedKey = ({ session, seq }: { readonly session: string; readonly seq: number }): string =>
  `${session}/${seq}`;

const none: readonly Unsent[] = [];

export function createUnsentStore(link: Pick<DeskLink, 'send'>, now: () => number): UnsentStore {
  const lists = signal<Lists>({});

  const edit = (conversation: string, apply: (list: readonly Unsent[]) => readonly Unsent[]): void => {
    const { [conversation]: before = none, ...others } = lists.peek();
    const list = apply(before);
    lists.value = list.length === 0 ? others : { ...others, [conversation]: list };
  };
  const change = (conversation: string, key: string | undefined, part: Partial<Unsent>): void =>
    edit(conversation, (list) => list.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const discard = (conversation: string, key: string | undefined): void =>
    edit(conversation, (list) => list.filter((item) => item.key !== key));

  /** By our own number; what an earlier window wrote has none and is known by what it says. */
  const keyOf = (frame: Numbered<RepFrame>, local: number | undefined): string | undefined => {
    if (local !== undefined) return String(local);
    const content = contentOf(frame);
    return lists.peek()[frame.conversation]?.find((item) => isSameContent(item.content, content))?.key;
  };

  function onEntry(entry: EntryAdded, local: number | undefined): void {
    if (local !== undefined) {
      discard(entry.conversation, String(local));
      return;
    }
    const content = contentOfEntry(entry);
    if (content === undefined || entry.by.kind !== 'rep') return;
    const key = adoptedKey(entry);
    // Adopted, it is known by its number; seen again after the link forgot that it was ours, by what it says.
    const isIt = (item: Unsent): boolean =>
      item.key === key || (item.state === 'sent' && isSameContent(item.content, content));
    discard(entry.conversation, lists.peek()[entry.conversation]?.find(isIt)?.key);
  }

  const put: UnsentStore['put'] = (conversation, content, assignment) => {
    const frame = frameOf(conversation, content, assignment);
    if (frame === undefined) return false;
    const key = String(link.send(frame));
    edit(conversation, (list) => [...list, { key, at: now(), content, state: 'sending' }]);
    return true;
  };

  const adopt = (items: readonly OutboxItem[]): void => {
    for (const { frame, ackedAt } of items) {
      if (ackedAt > 0) continue;
      const content = contentOf(frame as Numbered<RepFrame>);
      const key = adoptedKey(frame);
      edit(frame.conversation, (list) => [...list, { key, at: now(), content, state: 'sending' }]);
    }
  };

  return {
    of: (conversation) => lists.value[conversation] ?? none,
    put,
    again(conversation, key, assignment) {
      const item = lists.peek()[conversation]?.find((other) => other.key === key);
      if (item === undefined || !put(conversation, item.content, assignment)) return false;
      discard(conversation, key);
      return true;
    },
    discard,
    onEvent(event) {
      if (event.type === 'told') {
        if (event.frame.type === 'entry.added') onEntry(event.frame, event.local);
      } else if (event.type === 'adopted') adopt(event.items);
      else if (event.type === 'refused') {
        const { conversation } = event.frame;
        change(conversation, keyOf(event.frame, event.local), { state: 'failed', reason: event.code });
      } else if (event.type === 'acked') {
        const { conversation } = event.frame;
        const key = keyOf(event.frame, event.local);
        // What was adopted may have been seen in the log before this: it would stay for ever.
        if (event.local === undefined) discard(conversation, key);
        else change(conversation, key, { state: 'sent' });
      }
    },
  };
}
