import type { Step } from '../rules/rules.ts';
import type { WatchModule } from '../watch/create-watch.ts';
import { bandFacts } from './bands.ts';
import { cartFacts, noteCart } from './cart-facts.ts';
import { isStepBack } from './checkout-back.ts';
import { createMemory } from './memory.ts';
import { isSeenAgain } from './page-again.ts';
import { createPageFacts } from './page-facts.ts';
import { signalsOf } from './signals.ts';
import type { More, MoreHost } from './types.ts';
import { nextVisit } from './visit.ts';
import { noteSource, visitFacts } from './visit-facts.ts';

/**
 * What rules may ask for beyond what every page knows: facts of page, visit and cart, the kinds of signals, and sensors and recording.
 * Loaded before the rules see the page, where the playbook needs any of it; the sensors, where it needs them, in the same file.
 */
export function createMore(host: MoreHost, createWatch: WatchModule['createWatch'] | undefined): More {
  const { _store: store, _boot: boot, _signal: signal, _options: options, _context: context, _report: report } = host;
  const memory = createMemory(store);
  const pageFacts = createPageFacts(boot.queryKeys);
  const entering: (() => void)[] = [];
  let record: ((step: Step) => void) | undefined;
  /** Steps from before the recording was there. */
  let early: Step[] | undefined = [];

  // The first page is entered by `_page`, when it is known.
  createWatch?.(host, (enter) => void entering.push(enter));
  if (options.record) {
    host
      ._load('record')
      .then(({ createRecord }) => {
        record = createRecord(host);
        early?.forEach(record);
        early = undefined;
      })
      .catch(report);
  }

  let step: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A page that is loaded again tells the first step and the current one in one breath: only the last counts. */
  const entered = (of: string | undefined): void => {
    step = Number(of) || step;
    timer ??= setTimeout(() => {
      timer = undefined;
      if (step && isStepBack(memory, step)) host._tell({ name: 'checkout_back', of: `${step}` });
      step = undefined;
    });
  };
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    _reps: bandFacts(boot.bands),
    _page() {
      nextVisit(store, Date.now());
      noteSource(memory, context().page.url);
      for (const enter of entering) enter();
    },
    _facts() {
      const { page, cart } = context();
      return {
        ...pageFacts(page),
        ...visitFacts(store, memory, options.locale),
        ...cartFacts(memory, cart),
      };
    },
    _signals(it, params) {
      const { name, of } = it;
      noteCart(memory, name, params);
      if (name === 'begin_checkout' || name === 'checkout_step') entered(of);
      if (name === 'purchase') memory._set({ steps: [] });
      if (name !== 'page_view') return signalsOf(it, params);
      const { pathname } = new URL(context().page.url);
      return isSeenAgain(memory, pathname) ? [it, { ...it, name: 'page_again' }] : [it];
    },
    _step(it) {
      if (record) record(it);
      else if (options.record) early?.push(it);
    },
  };
}
