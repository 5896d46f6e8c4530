import type { Context } from '@tillside/protocol';
import { ask } from '../rules/ask.ts';
import { RULES } from '../rules/rules.ts';
import type { Tillside } from '../sdk/types.ts';
import { isRecord } from '../shop/data-layer.ts';
import { loadExplaining, snapshotOf } from './snapshot.ts';
import type { CallsHost } from './types.ts';
import { readAttributes, readVisitor, visitorFacts } from './visitor.ts';
import type { Claims } from './visitor.ts';

export type CallName =
  | 'open'
  | 'close'
  | 'toggle'
  | 'show'
  | 'hide'
  | 'identify'
  | 'set'
  | 'invite'
  | 'setLocale'
  | 'setTheme'
  | 'debug';

/** Calls that few pages make: downloaded at the first of them. */
export interface CallsModule {
  readonly createCalls: (host: CallsHost) => Pick<Tillside, CallName>;
}

export const createCalls: CallsModule['createCalls'] = (host) => {
  const { _options: options, _rules: rules, _shop: shop, _hint: hint, _playbook: playbook } = host;
  let claims: Claims = {};

  const claim = (next: Claims, wrong: readonly string[]): void => {
    const facts = visitorFacts(next, claims);
    claims = next;
    shop._add({ claims } satisfies Partial<Context>);
    rules._facts(facts);
    if (wrong.length) hint('visitor', wrong);
  };

  return {
    open: () => host._withTalk((talk) => talk._withPanel((ui) => ui._open(false))),
    // What was never downloaded is closed.
    close: () => host._here()?._ui?._close(),
    toggle: () => host._withTalk((talk) => talk._withPanel((ui) => ui._toggle(false))),
    show: () => void (host._launcher.hidden = false),
    hide: () => void (host._launcher.hidden = true),
    identify(visitor) {
      const wrong: string[] = [];
      claim(isRecord(visitor) ? readVisitor(visitor, wrong) : {}, wrong);
    },
    set(attributes) {
      const wrong: string[] = [];
      claim({ ...claims, attributes: readAttributes({ ...claims.attributes, ...attributes }, wrong) }, wrong);
    },
    invite(id) {
      const rule = playbook.rules.find((one) => one.id === id);
      if (!rule) return hint('rule', id);
      const [decision] = ask(rules, playbook, rule, host._extras, host._store._get(RULES)).decisions;
      if (decision && decision.kind !== 'suppress') host._withTalk((talk) => talk._invite(decision, true));
    },
    setLocale(locale) {
      try {
        options.locale = Intl.getCanonicalLocales(locale)[0] ?? options.locale;
      } catch {
        return hint('locale', locale);
      }
      host._here()?._ui?._changed();
    },
    setTheme(theme) {
      if (!['auto', 'light', 'dark'].includes(theme)) return hint('theme', theme);
      options.theme = theme;
      host._here()?._ui?._changed();
    },
    async debug() {
      const snapshot = snapshotOf(host, await loadExplaining(host._load));
      const { facts, rules: verdicts, ...about } = snapshot;
      // oxlint-disable-next-line no-console -- it was asked for
      for (const table of [about, facts, verdicts]) console.table(table);
      return snapshot;
    },
  };
};
