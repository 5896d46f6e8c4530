import { listen, page, win } from '../env.ts';
import type { StayedOut } from '../ui/types.ts';

/** Whether the visitor was gone this soon after it makes an exit signal right or wrong. */
const LEFT_WITHIN_MS = 30_000;
/** A press that leads to another page of the shop is followed by the page's end this soon. */
const LEADS_MS = 5_000;

/** One exit signal, and what came of it. */
export interface Exit {
  readonly by: 'pointer' | 'touch';
  readonly hasLeft: boolean;
}

/**
 * Labels each exit signal: had the visitor left the shop within 30 s? Left is a page that went without leading to another of the shop's, or one
 * out of view when the time was over. The function that comes back is told of each signal; `onLabel` hears the label, at the latest as the page goes.
 */
export function createExitLabels(
  onLabel: (exit: Exit) => void,
  signal: AbortSignal,
): (by: Exit['by'], stayedOut: StayedOut) => void {
  const open = new Map<Exit['by'], ReturnType<typeof setTimeout>>();
  let leadsUntil = 0;

  /** False: there was none. */
  const forget = (by: Exit['by']): boolean => {
    clearTimeout(open.get(by));
    return open.delete(by);
  };
  const label = (by: Exit['by'], hasLeft: boolean): void => {
    if (forget(by)) onLabel({ by, hasLeft });
  };
  /** The page is about to be another one of the shop's. */
  const lead = (url: string | undefined): void => {
    if (`${url}`.startsWith(`${win().location.origin}/`)) leadsUntil = Date.now() + LEADS_MS;
  };

  listen(page(), 'click', ({ target }) => lead((target as Element | null)?.closest?.('a')?.href), signal);
  // Wherever it goes: to the shop, or to who takes its payments.
  listen(page(), 'submit', () => lead(win().location.href), signal);
  // Also a reload, a step in the history and what a script does, where the browser tells.
  const { navigation } = win();
  if (navigation) listen(navigation, 'navigate', (event) => lead((event as NavigateEvent).destination.url), signal);
  // Comes before what sends the labels: the window calls its listeners in the order in which they came.
  listen(
    win(),
    'pagehide',
    () => {
      for (const by of open.keys()) label(by, Date.now() > leadsUntil);
    },
    signal,
  );
  signal.addEventListener('abort', () => open.forEach(clearTimeout));

  return (by, stayedOut) => {
    forget(by);
    open.set(
      by,
      setTimeout(() => label(by, page().hidden), LEFT_WITHIN_MS),
    );
    // A slip is no signal.
    void Promise.resolve(stayedOut).then((isOut) => isOut || forget(by));
  };
}
