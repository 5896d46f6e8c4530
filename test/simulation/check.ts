import { isVisibleToVisitor } from '@tillside/protocol';
import type { StoredEntry } from '../../packages/relay/src/ports/index.ts';
import { textIn } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { ConversationsData, Written } from './store/conversations.ts';
import type { Tab } from './tab.ts';

export interface Ended {
  readonly data: ConversationsData;
  readonly ledger: Ledger;
  readonly tabs: readonly { readonly tab: Tab; readonly party: 'visitor' | 'rep'; idOf(address: string): string }[];
  /** Frames with a number that reached a node. */
  readonly received: number;
  /** The store lost what it had acknowledged. */
  readonly hasLost: boolean;
}

const isTyped = ({ kind, by }: StoredEntry): boolean => (kind === 'message' || kind === 'note') && by.kind !== 'system';

/** All that is wrong at the end of a life, in words; empty where the promises were kept. One pass over every log and every view. */
export function findFaults({ data, ledger, tabs, received, hasLost }: Ended): string[] {
  const faults = [...ledger.faults];
  const inLog = new Map<string, number>();
  for (const [conversation, { written }] of data.logs) {
    faults.push(...checkLog(conversation, written, ledger, inLog, hasLost));
    const isAsked = written.some(({ entry: { kind, by } }) => kind === 'message' && by.kind === 'visitor');
    if (isAsked && data.records.get(conversation)?.engagement === undefined)
      faults.push(`${conversation}: nobody was asked`);
  }
  for (const [text, typed] of ledger.typed) {
    const isThere = inLog.has(text);
    const why = ledger.refused.get(text);
    if (ledger.acked.has(text) && !isThere && why === undefined) faults.push(`acknowledged and missing: ${text}`);
    if (!isThere && why === undefined) faults.push(`neither sent nor shown as not sent: ${text}`);
    if (isThere && why !== undefined) faults.push(`shown as not sent (${why}), and in the log: ${text}`);
    if (why !== undefined && !mayBeRefused(typed.isBad, typed.party, why)) faults.push(`refused (${why}): ${text}`);
  }
  if (ledger.missing > 0) faults.push(`said ${ledger.missing} times that a message may be missing`);
  for (const end of tabs) faults.push(...checkTab(end, data));
  // A storm of repetitions keeps every promise and melts the relay.
  if (received > 300 + 20 * ledger.typed.size) faults.push(`${received} frames for ${ledger.typed.size} messages`);
  return faults;
}

function mayBeRefused(isBad: boolean, party: 'visitor' | 'rep', why: string): boolean {
  if (isBad && why === 'empty') return true;
  // Who lost the conversation, or wrote into one that the store forgot, is told so.
  return party === 'rep' && (why === 'fenced' || why === 'unknown_conversation');
}

function checkLog(
  conversation: string,
  written: readonly Written[],
  ledger: Ledger,
  inLog: Map<string, number>,
  hasLost: boolean,
): string[] {
  const faults: string[] = [];
  const last = new Map<string, number>();
  const sessions = new Map<string, number>();
  let before: Written | undefined;
  for (const one of written) {
    const { entry } = one;
    const { session, seq, offset } = entry;
    if (seq !== (sessions.get(session) ?? 0) + 1) faults.push(`${conversation}: ${session} goes on with ${seq}`);
    sessions.set(session, seq);
    if (offset !== (before?.entry.offset ?? 0) + 1) faults.push(`${conversation}: ${offset} follows a gap`);
    if (before?.owner !== undefined && one.owner !== undefined && one.epoch === before.epoch) {
      if (one.owner.rep !== before.owner.rep) faults.push(`${conversation}: two owners under epoch ${one.epoch}`);
    }
    before = one;
    if (!isTyped(entry)) continue;
    const text = textIn(entry);
    const typed = ledger.typed.get(text);
    if (typed === undefined || typed.conversation !== conversation) {
      faults.push(`${conversation}: nobody typed “${text}”`);
      continue;
    }
    if (inLog.has(text)) faults.push(`doubled: ${text}`);
    inLog.set(text, offset);
    // What went on under another session knows nothing of what a failover took from the one before.
    const sender = hasLost ? `${typed.page} ${session}` : typed.page;
    if (typed.number < (last.get(sender) ?? 0)) faults.push(`misordered: ${text} at ${offset}`);
    last.set(sender, typed.number);
    const { by, kind } = entry;
    if (kind === 'message' && by.kind === 'rep' && !isOwners(one)) faults.push(`stale owner accepted: ${text}`);
  }
  return faults;
}

/** Written by who had the conversation, as whom it was owned then. */
function isOwners({ entry, owner, epoch, assignment }: Written): boolean {
  return owner?.rep === entry.by.id && assignment?.epoch === epoch && assignment.claim === owner.claim;
}

function checkTab({ tab, party, idOf }: Ended['tabs'][number], data: ConversationsData): string[] {
  const faults: string[] = [];
  if (!tab.isUp()) faults.push(`${tab.name} has no link`);
  if (tab.unacknowledged() > 0) faults.push(`${tab.name} waits for ${tab.unacknowledged()} acknowledgements`);
  if (party === 'visitor' && !tab.views.has('mine')) faults.push(`${tab.name} sees nothing`);
  for (const [address, { entries }] of tab.views) {
    const log = data.logs.get(idOf(address))?.written ?? [];
    const visible = log.filter(({ entry }) => party === 'rep' || isVisibleToVisitor(entry.kind));
    const seen = entries.map(({ offset, chain }) => `${offset} ${chain}`).join('\n');
    const there = visible.map(({ entry }) => `${entry.offset} ${entry.chain}`).join('\n');
    if (seen !== there) faults.push(`${tab.name} sees ${address} differently: ${entries.length} of ${visible.length}`);
  }
  return faults;
}
