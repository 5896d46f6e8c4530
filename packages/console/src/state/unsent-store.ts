import { signal } from '@preact/signals';
import type { EntryAdded, RepFrame } from '@tillside/protocol';
import type { Numbered, OutboxItem } from '@tillside/protocol/client';
import { addFailed, readFailed } from '../desk/failed.ts';
import type { Assignment } from '../desk/standing.ts';
import type { Content, Unsent } from '../desk/thread.ts';
import { contentOf, contentOfEntry, frameOf, isSameContent } from '../desk/unsent.ts';
import type { DeskEvent, DeskLink } from '../link/desk-link.ts';
import { createKept } from './kept.ts';
import type { Shelf } from './kept.ts';

/** What this rep wrote and the log does not show yet. */
export interface UnsentStore {
  of(conversation: string): readonly Unsent[];
  /** On the screen at once, in the outbox at once. False: it needs an assignment, and there is none. */
  put(conversation: string, content: Content, assignment: Assignment | undefined): boolean;
  /** Sends what failed once more. False: as with `put`. */
  again(key: string, assignment: Assignment | undefined): boolean;
  /** Forgets what failed. */
  discard(key: string): void;
  onEvent(event: DeskEvent): void;
  stop(): void;
}

type Lists = Readonly<Record<string, readonly Unsent[]>>;

/** Names a frame in all windows; the link's own number does so in one. */
const keyOfFrame = ({ session, seq }: { readonly session: string; readonly seq: number }): string =>
  `${session}/${seq}`;

const none: readonly Unsent[] = [];

/** What is on its way lives in this window, as its outbox does; what failed is kept for the rep, in all windows and over reloads. */
export function createUnsentStore(
  link: Pick<DeskLink, 'send'>,
  shelf: Shelf,
  rep: string,
  now: () => number,
): UnsentStore {
  const lists = signal<Lists>({});
  const failed = createKept(shelf, `tillside.failed.${rep}`, readFailed);

  const edit = (conversation: string, apply: (list: readonly Unsent[]) => readonly Unsent[]): void => {
    const { [conversation]: before = none, ...others } = lists.peek();
    const list = apply(before);
    lists.value = list.length === 0 ? others : { ...others, [conversation]: list };
  };
  const remove = (conversation: string, key: string | undefined): void =>
    edit(conversation, (list) => list.filter((item) => item.key !== key));
  const discard = (key: string): void => failed.change((list) => list.filter((item) => item.key !== key));

  /** By our own number; what an earlier window wrote has none and is known by what it says. */
  const keyOf = (frame: Numbered<RepFrame>, local: number | undefined): string | undefined => {
    if (local !== undefined) return String(local);
    const content = contentOf(frame);
    return lists.peek()[frame.conversation]?.find((item) => isSameContent(item.content, content))?.key;
  };

  function onEntry(entry: EntryAdded, local: number | undefined): void {
    if (local !== undefined) {
      remove(entry.conversation, String(local));
      return;
    }
    const content = contentOfEntry(entry);
    if (content === undefined || entry.by.kind !== 'rep') return;
    const key = keyOfFrame(entry);
    // Adopted, it is known by its number; seen again after the link forgot that it was ours, by what it says.
    const isIt = (item: Unsent): boolean =>
      item.key === key || (item.state === 'sent' && isSameContent(item.content, content));
    remove(entry.conversation, lists.peek()[entry.conversation]?.find(isIt)?.key);
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
      const key = keyOfFrame(frame);
      edit(frame.conversation, (list) => [...list, { key, at: now(), content, state: 'sending' }]);
    }
  };

  function onRefused({ frame, local, code }: Extract<DeskEvent, { type: 'refused' }>): void {
    const { conversation } = frame;
    const key = keyOf(frame, local);
    const { at = now(), content = contentOf(frame) } =
      lists.peek()[conversation]?.find((item) => item.key === key) ?? {};
    failed.change((list) =>
      addFailed(list, { conversation, key: keyOfFrame(frame), at, content, state: 'failed', reason: code }),
    );
    remove(conversation, key);
  }

  return {
    of: (conversation) =>
      [
        ...failed.value.value.filter((item) => item.conversation === conversation),
        ...(lists.value[conversation] ?? none),
      ].toSorted((a, b) => a.at - b.at),
    put,
    again(key, assignment) {
      const item = failed.value.peek().find((other) => other.key === key);
      if (item === undefined || !put(item.conversation, item.content, assignment)) return false;
      discard(key);
      return true;
    },
    discard,
    stop: failed.stop,
    onEvent(event) {
      if (event.type === 'told') {
        if (event.frame.type === 'entry.added') onEntry(event.frame, event.local);
      } else if (event.type === 'adopted') adopt(event.items);
      else if (event.type === 'refused') onRefused(event);
      else if (event.type === 'acked') {
        const { conversation } = event.frame;
        const key = keyOf(event.frame, event.local);
        // What was adopted may have been seen in the log before this: it would stay for ever.
        if (event.local === undefined) remove(conversation, key);
        else edit(conversation, (list) => list.map((item) => (item.key === key ? { ...item, state: 'sent' } : item)));
      }
    },
  };
}
