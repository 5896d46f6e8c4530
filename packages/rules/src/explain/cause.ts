import { SIGNALS } from '../catalogue/index.ts';
import type { Listen, Match, Rule } from '../playbook.ts';
import type { Trace } from '../types.ts';
import { fill } from './fill.ts';
import type { Language } from './language.ts';
import type { Formatter } from './values.ts';

const MILLISECONDS = new Set(['idle', 'tab_return']);

/** What made the rule be judged, as a noun: “the third product page within 10 minutes”. */
export function createCause({ words }: Language, format: Formatter) {
  function amountOf(signal: string, amount: number): string {
    if (MILLISECONDS.has(signal)) return format.duration(amount);
    return signal === 'scroll_depth' ? format.percent(amount) : format.number(amount);
  }

  /** One signal with its kind, amount and (of dwelling) duration. */
  function name({ signal, of, atLeast }: Match, afterMs = 0, at?: string): string {
    const amount = atLeast === undefined ? at : amountOf(signal, atLeast);
    const kinds = of === undefined ? [''] : [`:${of}`, ':*', ''];
    const keys = [
      ...(amount === undefined ? [] : kinds.map((kind) => `${signal}${kind}>`)),
      ...kinds.map((kind) => signal + kind),
    ];
    const template = keys.map((key) => words.signals[key]).find((one) => one !== undefined);
    if (template === undefined) return signal === '' ? words.timeAlone : words.otherSignal(signal);
    const page = of === undefined ? '' : (words.pages[of] ?? words.quoted(of));
    return fill(template, { of: of ?? '', page, amount: amount ?? '', duration: format.duration(afterMs) });
  }

  function started({ signal, flow, of, atLeast, count = 1, afterMs, at }: Listen, last: string): string {
    if (flow) return words.flow(flow.map((step) => name(step)));
    const match: Match = {
      signal: signal ?? last,
      ...(of !== undefined && { of }),
      ...(atLeast !== undefined && { atLeast }),
    };
    const once = name(match, afterMs, at);
    if (count === 1) return once;
    return SIGNALS.get(match.signal)?.isDwell ? words.nthLasting(once, count) : words.nth(once, count);
  }

  return (rule: Rule, trace: Trace): string => {
    const listen = rule.on[trace.entry];
    if (!listen) return name({ signal: trace.signal });
    const { flow, count = 1, withinMs, without = [], afterMs = 0, signal = '' } = listen;
    let cause = started(listen, trace.signal);
    if (withinMs !== undefined && (flow || count > 1)) cause = words.within(cause, format.duration(withinMs));
    // The condition may have failed at the signal or at any moment of the wait: only an end that was reached can be named.
    const hasWaited = afterMs > 0 && !SIGNALS.get(signal)?.isDwell && trace.reason !== 'condition';
    if (hasWaited) cause = words.later(cause, format.duration(afterMs));
    const stops = without.map((match) => name(match));
    return stops.length ? words.without(cause, format.join.either(stops)) : cause;
  };
}
