import type { Journey, JourneyStep } from '@tillside/rules/journeys';
import { reduceUrl } from '@tillside/rules/privacy';

type Facts = NonNullable<JourneyStep['facts']>;
type Signal = NonNullable<JourneyStep['signal']>;

/** Writes one journey down as the widget's record mode would: only what changed, addresses reduced. */
export interface Pen {
  /** Passes over milliseconds in which nothing is heard. */
  wait(ms: number): void;
  hear(name: Signal['name'], rest?: Omit<Signal, 'name'>, facts?: Facts): void;
  /** A page load. Pages of the checkout and the order have no title. */
  open(address: string, type: string, title: string | null, facts?: Facts): void;
  become(outcome: NonNullable<JourneyStep['outcome']>['outcome']): void;
  readonly journey: Journey;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const ORIGIN = 'http://127.0.0.1:7070';

export function createPen(id: string, startedAt: number): Pen {
  const steps: JourneyStep[] = [];
  const known = new Map<string, string>();
  const paths = new Set<string>();
  let at = 0;
  let pages = 0;

  function changed(facts: Facts): Facts {
    return Object.fromEntries(
      Object.entries(facts).filter(([name, value]) => {
        const text = JSON.stringify(value);
        const isNew = text !== (known.get(name) ?? 'null');
        known.set(name, text);
        return isNew;
      }),
    );
  }
  function write(step: Omit<JourneyStep, 'at'>): void {
    steps.push({ at, ...step });
  }
  function hear(name: Signal['name'], rest: Omit<Signal, 'name'> = {}, facts: Facts = {}): void {
    const news = changed(facts);
    write({ signal: { name, ...rest }, ...(Object.keys(news).length > 0 && { facts: news }) });
  }

  return {
    wait(ms) {
      at += Math.max(0, Math.round(ms));
    },
    hear,
    open(address, type, title, facts = {}) {
      pages += 1;
      const { url, path } = reduceUrl(ORIGIN + address, []);
      const page = { 'page.url': url, 'page.path': path, 'page.type': type, 'page.title': title };
      hear('page_view', { of: type }, { ...page, 'visit.pages': pages, ...facts });
      if (paths.has(path)) hear('page_again', { of: type });
      paths.add(path);
    },
    become: (outcome) => write({ outcome: { outcome } }),
    get journey() {
      return { v: 1 as const, journey: id, startedAt, steps };
    },
    get now() {
      return startedAt + at;
    },
  };
}
