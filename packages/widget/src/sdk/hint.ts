import { say } from '../env.ts';

/** What can be wrong on a shop's page. The words and the mend for each are in hints/hints.ts. */
export type Hint =
  | 'module'
  | 'twice'
  | 'options'
  | 'refused'
  | 'away'
  | 'call'
  | 'consent'
  | 'visitor'
  | 'rule'
  | 'locale'
  | 'theme'
  | 'removed'
  | 'fault';

export interface HintsModule {
  /** The sentence, with what to do. */
  readonly explain: (hint: Hint, about: unknown) => string;
}

const said = new Set<string>();
let load: (name: 'hints') => Promise<HintsModule>;

/** Where the words come from: a download of its own, which pages without a mistake never make. Said first of all. */
export const setHints = (from: typeof load): void => void (load = from);

/** One console warning for each thing that is wrong, with the mend; the bare facts where even the words cannot be loaded. */
export function hint(what: Hint, about?: unknown): void {
  const facts = JSON.stringify([what, about]);
  if (said.has(facts)) return;
  said.add(facts);
  load('hints').then(
    ({ explain }) => say(explain(what, about)),
    () => say(facts),
  );
}
