import { listen, page, win } from '../env.ts';
import type { TalkHost } from './talk.ts';

/** So often the element is put back on one page; who takes it away once more wants it gone. */
const MOST_TIMES = 3;

/**
 * Puts the widget's element back where the page has taken it away, as a shop does that draws its whole document anew: with all that is open
 * and written in it, and with the focus where it was. A page that takes it away again and again is left alone, after one warning. The function
 * that comes back looks as well; browsers tell with the next frame.
 */
export function keepOnPage({
  _launcher: launcher,
  _context: context,
  _hint: hint,
  _signal: signal,
}: TalkHost): () => void {
  const root = launcher.getRootNode() as ShadowRoot;
  const { host } = root;
  let focused: HTMLElement | null = null;
  let since: number | undefined;
  let times = 0;

  const refocus = (): void => {
    // Unless it is somewhere else by now.
    if (page().activeElement === page().body) focused?.focus({ preventScroll: true });
  };
  const look = (): void => {
    if (host.isConnected || signal.aborted || times > MOST_TIMES) return;
    if (since !== context().since) times = 0;
    since = context().since;
    if (++times > MOST_TIMES) return hint('removed');
    // There is none while a page puts another in its place: that one's turn comes with the next look.
    (page().documentElement as Element | null)?.append(host);
    refocus();
  };

  const note = (): void => {
    if (host.isConnected) focused = root.activeElement as HTMLElement | null;
  };
  root.addEventListener('focusin', note);
  // Later: who lost it because the page was changed gets it back first.
  root.addEventListener('focusout', () => setTimeout(note));
  // Pages that are taken over by the Navigation API are left without a focus: https://html.spec.whatwg.org/#potentially-reset-the-focus
  const { navigation } = win();
  if (navigation) listen(navigation, 'navigatesuccess', refocus, signal);
  // As wide as a hair, which covers nothing: its width is none as soon as it is not in the document, however that came about.
  root.adoptedStyleSheets[0]?.insertRule(':host{width:1px!important}', 1);
  const widths = new ResizeObserver(look);
  widths.observe(host);
  signal.addEventListener('abort', () => widths.disconnect());
  look();
  return look;
}
