import type { Listen, Signal } from '../../src/index.ts';
import { localTime } from './calendar.ts';
import type { Told } from './listen.ts';

/** What the engine makes of signals itself: a step of the checkout begins, the checkout is left. */
export const STEP = '(step)';
export const LEFT = '(left)';

/** A signal with all that it says at once: `begin_checkout` enters step 1, and a step that is another one begins. */
export function impliedBy(signal: Signal, step: string): { signals: readonly Signal[]; step: string } {
  const { name, of = '' } = signal;
  const isStart = name === 'begin_checkout';
  const entered = isStart ? '1' : name === 'checkout_step' ? of : undefined;
  const isLeft = name === 'purchase' || (name === 'page_view' && of !== '' && of !== 'checkout');
  const next = entered ?? (isLeft ? '' : step);
  const change: readonly Signal[] = next === step ? [] : [next === '' ? { name: LEFT } : { name: STEP, of: next }];
  return { signals: [signal, ...(isStart ? [{ name: 'checkout_step', of: '1' }] : []), ...change], step: next };
}

/** What begins a dwelling, and what ends one that began with the kind `of`. */
interface Dwelling {
  readonly begins: string;
  readonly ends: (signal: Told, of: string) => boolean;
}

const isPage = ({ name }: Told): boolean => name === 'page_view';

const DWELLINGS: Readonly<Record<string, Dwelling>> = {
  page_dwell: { begins: 'page_view', ends: isPage },
  section_dwell: {
    begins: 'section_enter',
    ends: (signal, of) => isPage(signal) || (signal.name === 'section_leave' && (signal.of ?? '') === of),
  },
  step_dwell: { begins: STEP, ends: ({ name }) => name === STEP || name === LEFT },
  field_stall: {
    begins: 'field_filled',
    ends: (signal, of) =>
      isPage(signal) ||
      signal.name === STEP ||
      (['field_filled', 'field_reached'].includes(signal.name) && (signal.of ?? '') !== of),
  },
};

export const dwellingOf = (listen: Listen): Dwelling | undefined =>
  Object.hasOwn(DWELLINGS, listen.signal ?? '') ? DWELLINGS[listen.signal ?? ''] : undefined;

/** Runs by itself from the begin of the visit, or from one day to the next. */
export const isTimed = ({ signal }: Listen): boolean => signal === 'site_dwell' || signal === 'clock';

const TEN_MINUTES = 600_000;

/** When it ends next, after `now`; nothing: no more in this visit. Times of day are tried one after another, whole tens of minutes. */
export function nextEnd(
  listen: Listen,
  timeZone: string | undefined,
  visitAt: number,
  now: number,
): number | undefined {
  if (listen.signal === 'site_dwell') {
    const endsAt = visitAt + (listen.afterMs ?? 0);
    return endsAt > now ? endsAt : undefined;
  }
  for (let at = (Math.floor(now / TEN_MINUTES) + 1) * TEN_MINUTES; ; at += TEN_MINUTES) {
    const { hour, minute } = localTime(timeZone, at);
    if (`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` === listen.at) return at;
  }
}
