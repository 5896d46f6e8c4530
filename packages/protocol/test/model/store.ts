/** A store as the protocol wants it, and small: one log for each conversation, everything else follows from it. */
export interface LogEntry {
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly kind: 'message' | 'note';
  readonly by: 'visitor' | 'rep';
  readonly text: string;
}

export interface Cursor {
  readonly offset: number;
  readonly chain: string;
}

export type Append = Pick<LogEntry, 'session' | 'seq' | 'kind' | 'by' | 'text'>;
export type Appended =
  | { readonly kind: 'durable'; readonly offset: number }
  | { readonly kind: 'gap'; readonly highest: number }
  | { readonly kind: 'conflict' };

export interface ModelStore {
  log(conversation: string): readonly LogEntry[];
  append(conversation: string, entry: Append): Appended;
  highest(conversation: string, session: string): number;
  /** Is the cursor on the log? */
  holds(conversation: string, cursor: Cursor): boolean;
  /** The length of every log, to go back to: what a failover without its tail leaves. */
  lengths(): ReadonlyMap<string, number>;
  goBack(lengths: ReadonlyMap<string, number>): void;
  /** Did it ever? */
  hasGoneBack(): boolean;
}

export interface StoreRules {
  readonly deduplicates: boolean;
  readonly findsGaps: boolean;
  readonly chains: boolean;
}

export const properRules: StoreRules = { deduplicates: true, findsGaps: true, chains: true };

export function createModelStore(rules: StoreRules): ModelStore {
  const logs = new Map<string, LogEntry[]>();
  let hasGoneBack = false;
  const logOf = (conversation: string): LogEntry[] => {
    const log = logs.get(conversation) ?? [];
    logs.set(conversation, log);
    return log;
  };
  const highest = (conversation: string, session: string): number =>
    logOf(conversation).findLast((entry) => entry.session === session)?.seq ?? 0;

  return {
    log: logOf,
    highest,
    append(conversation, entry) {
      const log = logOf(conversation);
      const top = highest(conversation, entry.session);
      if (entry.seq <= top && rules.deduplicates) {
        const known = log.find(({ session, seq }) => session === entry.session && seq === entry.seq);
        return known?.text === entry.text ? { kind: 'durable', offset: known.offset } : { kind: 'conflict' };
      }
      if (entry.seq > top + 1 && rules.findsGaps) return { kind: 'gap', highest: top };
      const offset = log.length + 1;
      log.push({ ...entry, offset, chain: chainAfter(log.at(-1)?.chain ?? '', entry) });
      return { kind: 'durable', offset };
    },
    holds: (conversation, { offset, chain }) =>
      offset === 0 ||
      (rules.chains ? logOf(conversation)[offset - 1]?.chain === chain : logOf(conversation).length >= offset),
    lengths: () => new Map([...logs].map(([conversation, log]) => [conversation, log.length])),
    hasGoneBack: () => hasGoneBack,
    goBack(lengths) {
      hasGoneBack = true;
      for (const [conversation, log] of logs) log.length = Math.min(log.length, lengths.get(conversation) ?? 0);
    },
  };
}

/** 48 bits over everything before: enough to tell two pasts apart. */
function chainAfter(chain: string, { session, seq, text }: Append): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const char of `${chain}|${session}|${seq}|${text}`) {
    a = Math.imul(a ^ char.codePointAt(0)!, 0x01000193);
    b = Math.imul(b ^ char.codePointAt(0)!, 0x85ebca6b);
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0').slice(0, 4);
}
