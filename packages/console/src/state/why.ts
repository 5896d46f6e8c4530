import type { Playbook } from '@tillside/rules';
import type { Explanation } from '@tillside/rules/explain';
import { whyLineOf } from '../desk/why.ts';
import type { WhyLine, WhySource } from '../desk/why.ts';
import { locale } from '../format.ts';
import type { Api } from '../http/api.ts';

export interface Why {
  readonly at: number;
  readonly playbook: string;
  /** Of the rule; its id where the playbook has none of that id. */
  readonly rule: string;
  /** Absent: what was recorded cannot be read with this playbook. */
  readonly explanation?: Explanation;
}

export type WhyAnswer =
  | { readonly kind: 'told'; readonly why: Why }
  /** The journal kept no trace of it, or it lies too far back. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed' };

/** Tells why a decision was made. */
export type AskWhy = (source: WhySource) => Promise<WhyAnswer>;

/**
 * What was recorded is read with the playbook of that very version, which is public and never changes: each is fetched once. The explanations' words are loaded
 * only when somebody asks.
 */
export function createAskWhy(api: Api, currencyOf: (site: string) => string | undefined): AskWhy {
  const playbooks = new Map<string, Playbook>();

  async function playbookOf({ site, playbook }: WhyLine): Promise<Playbook | undefined> {
    const key = `${site} ${playbook}`;
    const known = playbooks.get(key);
    if (known) return known;
    const answer = await api.playbook(site, playbook);
    if (answer.kind !== 'ok') return undefined;
    playbooks.set(key, answer.value);
    return answer.value;
  }

  async function lineOf(source: WhySource): Promise<WhyLine | 'unknown' | 'failed'> {
    if (source.from === 'line') return source.line;
    const answer = await api.invitation(source.site, source.invitation, source.at);
    if (answer.kind === 'failed' && answer.status === 404) return 'unknown';
    if (answer.kind !== 'ok') return 'failed';
    return whyLineOf(answer.value) ?? 'unknown';
  }

  return async (source) => {
    const line = await lineOf(source);
    if (typeof line === 'string') return { kind: line };
    const [playbook, words] = await Promise.all([playbookOf(line), loadWords()]);
    if (!playbook || !words) return { kind: 'failed' };
    const rule = playbook.rules.find(({ id }) => id === line.rule);
    const trace = rule && words.unpackTrace(line.trace, rule);
    const why: Why = { at: line.at, playbook: line.playbook, rule: rule?.name ?? line.rule };
    if (!rule || !trace) return { kind: 'told', why };
    const options = { locale, currency: currencyOf(line.site), playbook };
    return { kind: 'told', why: { ...why, explanation: words.expandTrace(rule, trace, options) } };
  };
}

/** A console left open over an update may ask for a file that is gone. */
const loadWords = () => import('@tillside/rules/explain').catch(() => undefined);
