import type { BusPort, Store } from '../../../src/ports/index.ts';
import { conversationsState, referenceConversations } from './conversations.ts';
import { directoryState, referenceDirectory } from './directory.ts';
import { referenceFloor } from './floor.ts';
import type { FloorState } from './floor-state.ts';
import { createGround } from './ground.ts';
import { referenceMails } from './mails.ts';
import type { MailsState } from './mails.ts';
import { referenceJournal, referenceLedger, referenceVisitors } from './records.ts';
import type { JournalState, LedgerState, VisitorsState } from './records.ts';

/**
 * The ports as plainly as they can be said, in memory: what the stores are compared with. Slow, and keeps everything. The returned
 * function opens it, again and again, on the same data.
 */
export function createReference(): () => Promise<Store> {
  const conversations = conversationsState();
  const directory = directoryState();
  const visitors: VisitorsState = { records: new Map(), lanes: new Map() };
  const floor: FloorState = new Map();
  const journal: JournalState = { rows: new Map(), counts: new Map() };
  const ledger: LedgerState = new Map();
  const mails: MailsState = new Map();

  return async () => {
    let isOpen = true;
    const bus = createBus();
    const ground = createGround(() => isOpen, bus.ring);
    return {
      kind: 'sqlite',
      conversations: referenceConversations(ground, conversations),
      directory: referenceDirectory(ground, directory),
      visitors: referenceVisitors(ground, visitors),
      floor: referenceFloor(ground, floor),
      journal: referenceJournal(ground, journal),
      ledger: referenceLedger(ground, ledger),
      mails: referenceMails(ground, mails),
      bus,
      ping: () => ground.act(() => {}),
      onReconnect: () => () => {},
      close: async () => {
        isOpen = false;
      },
    };
  };
}

function createBus(): BusPort {
  const listeners = new Set<{ readonly topic: string; readonly hear: (message: string) => void }>();
  return {
    ring: (topic, message = '') => {
      for (const listener of listeners) {
        if (listener.topic === topic) queueMicrotask(() => listeners.has(listener) && listener.hear(message));
      }
    },
    listen: async (topic, hear) => {
      const listener = { topic, hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
