import { useEffect } from 'preact/hooks';
import { topOf } from '../../desk/thread.ts';
import { useDesk } from '../../state/context.ts';

/** Tells the relay how far this rep has read, while the window is really looked at. The link coalesces it. */
export function useReadMark(conversation: string, isMine: boolean): void {
  const { link, threads } = useDesk();
  const top = topOf(threads.of(conversation));
  useEffect(() => {
    if (!isMine || top === 0) return undefined;
    const tell = (): void => {
      if (document.hasFocus() && document.visibilityState === 'visible') link.read(conversation, top);
    };
    tell();
    window.addEventListener('focus', tell);
    return () => window.removeEventListener('focus', tell);
  }, [conversation, isMine, top, link]);
}
