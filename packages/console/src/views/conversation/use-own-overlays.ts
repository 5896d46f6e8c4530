import { useEffect } from 'preact/hooks';
import { useConsole } from '../../state/context.ts';
import type { Overlay } from '../../state/ui.ts';

/** What lies over an own conversation and speaks of it. */
const OWN: ReadonlySet<Overlay | undefined> = new Set([
  'offers',
  'add',
  'product',
  'guide',
  'resolve',
  'reason',
  'transfer',
]);

/**
 * Closes what lies over a conversation once that is no longer this rep's, or another one is opened: a dialog must not go on with a conversation
 * that it was not opened for.
 */
export function useOwnOverlays(isMine: boolean): void {
  const { ui } = useConsole();
  const overlay = ui.overlay.value;
  const close = (): void => {
    if (OWN.has(ui.overlay.peek())) ui.overlay.value = undefined;
  };
  useEffect(() => {
    if (!isMine) close();
  }, [isMine, overlay]);
  useEffect(() => close, []);
}
