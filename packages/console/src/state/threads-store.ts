import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { limits } from '@tillside/protocol';
import type { RepTold } from '@tillside/protocol';
import { applyAttached, applyEntry, applyFact, applyLive, emptyThread } from '../desk/thread.ts';
import type { Thread } from '../desk/thread.ts';
import type { DeskLink } from '../link/desk-link.ts';

/** The conversations this window looks at. */
export interface ThreadsStore {
  /** Reading it in a component subscribes to this conversation alone. */
  of(conversation: string): Thread;
  /** Be attached to exactly these, the first ones where they are more than a socket may hold. What was read of others stays, and goes on from there next time. */
  watch(conversations: readonly string[]): void;
  onTold(frame: RepTold): void;
  onMissing(conversation: string): void;
  isWatched(conversation: string): boolean;
}

export function createThreadsStore(link: Pick<DeskLink, 'attach' | 'detach'>, now: () => number): ThreadsStore {
  const threads = new Map<string, Signal<Thread>>();
  const watched = new Set<string>();

  const signalOf = (conversation: string): Signal<Thread> => {
    const known = threads.get(conversation);
    if (known) return known;
    const made = signal(emptyThread(conversation));
    threads.set(conversation, made);
    return made;
  };
  const change = (conversation: string, apply: (thread: Thread) => Thread): void => {
    const thread = signalOf(conversation);
    thread.value = apply(thread.peek());
  };

  return {
    of: (conversation) => signalOf(conversation).value,
    isWatched: (conversation) => watched.has(conversation),
    watch(wanted) {
      const conversations = wanted.slice(0, limits.attachedPerSocket);
      for (const conversation of watched) {
        if (conversations.includes(conversation)) continue;
        watched.delete(conversation);
        link.detach(conversation);
      }
      for (const conversation of conversations) {
        if (watched.has(conversation)) continue;
        watched.add(conversation);
        const last = signalOf(conversation).peek().entries.at(-1);
        link.attach(conversation, last && { offset: last.offset, chain: last.chain });
      }
    },
    onTold(frame) {
      switch (frame.type) {
        case 'attached':
          change(frame.conversation, (thread) => applyAttached(thread, frame));
          return;
        case 'live':
          change(frame.conversation, applyLive);
          return;
        case 'entry.added':
          change(frame.conversation, (thread) => applyEntry(thread, frame));
          return;
        case 'engagement.changed':
        case 'context.changed':
        case 'read.moved':
        case 'typing.seen':
        case 'guide.listed':
        case 'guide.moved':
          change(frame.conversation, (thread) => applyFact(thread, frame, now()));
          return;
        case 'refused':
          if (frame.ref === undefined && frame.seq === undefined && frame.conversation !== undefined && !frame.retry) {
            watched.delete(frame.conversation);
            change(frame.conversation, (thread) => ({ ...thread, isLoaded: true, isRefused: true }));
          }
          return;
        default:
      }
    },
    onMissing: (conversation) => change(conversation, (thread) => ({ ...thread, isMissing: true })),
  };
}
