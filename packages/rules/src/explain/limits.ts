import type { Playbook, Rule } from '../playbook.ts';
import type { Trace } from '../types.ts';
import type { Language } from './language.ts';
import type { Formatter } from './values.ts';
import type { Stood } from './words/types.ts';

/** Of a playbook, what an explanation can use. */
export type Book = Pick<Playbook, 'limits' | 'experiments' | 'rules'>;

export interface ExplainedLimit {
  readonly name: string;
  readonly stood: string;
  /** It forbids this rule to invite. */
  readonly isReached: boolean;
}

const PER_VISIT = 2;
/** Also the most there may be, whatever a playbook says. */
const PER_VISITOR = { times: 40, days: 90 };

/** The limits as they stood, and the sentences of those that forbade. */
export function createLimits({ words }: Language, format: Formatter, rule: Rule, trace: Trace, book: Book | undefined) {
  const [visit, own, visitor, level] = trace.limits;
  const quota = book && (book.limits?.perVisitor ?? PER_VISITOR);
  const funnel = rule.funnel ?? 0;
  const stood = (now: number, most: number | undefined): Stood => ({
    stood: format.number(now),
    most: most === undefined ? undefined : format.number(most),
  });
  const most = { visit: book && (book.limits?.perVisit ?? PER_VISIT), own: rule.limits?.perVisit ?? 1 };
  const days = quota && format.days(quota.days);

  const rows: readonly ExplainedLimit[] = [
    {
      name: words.limits.visit,
      stood: words.limits.stood(stood(visit, most.visit)),
      isReached: most.visit !== undefined && visit >= most.visit,
    },
    { name: words.limits.rule, stood: words.limits.stood(stood(own, most.own)), isReached: own >= most.own },
    {
      name: words.limits.visitor(days),
      stood: words.limits.stood(stood(visitor, quota?.times)),
      isReached: quota !== undefined && visitor >= quota.times,
    },
    {
      name: words.limits.level,
      stood: words.limits.levelStood(level < 0 ? words.limits.noLevel : format.number(level), format.number(funnel)),
      isReached: level >= funnel,
    },
  ];

  function reason(): string | undefined {
    switch (trace.reason) {
      case 'rule_limit': {
        const perVisitor = rule.limits?.perVisitor;
        if (own >= most.own || !perVisitor) return words.ruleLimit(stood(own, most.own));
        return words.ruleQuota(stood(perVisitor.times, perVisitor.times), format.days(perVisitor.days));
      }
      case 'visit_limit':
        return words.visitLimit(stood(visit, most.visit));
      case 'visitor_limit': {
        const isOwn = !quota || visitor >= quota.times;
        if (isOwn) return words.visitorLimit(stood(visitor, quota?.times), days);
        return words.visitorLimit(stood(PER_VISITOR.times, PER_VISITOR.times), format.days(PER_VISITOR.days));
      }
      case 'funnel':
        return words.funnel(format.number(level), format.number(funnel));
      default:
        return undefined;
    }
  }

  return { rows, reason: reason() };
}
