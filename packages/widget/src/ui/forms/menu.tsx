/** @jsxImportSource ../part */
import { isWordOfRep } from '../../chat/chat-state.ts';
import { useLayoutEffect, useRef } from '../part/kit.ts';
import type { MenuProps } from './types.ts';

/** What stands behind “More”: sounds, and the conversation by e-mail. Escape, or the focus going elsewhere, closes it. */
export function Menu({ ctx, view, onClose }: MenuProps) {
  const { _say: say, _boot: boot } = ctx;
  const { isMuted } = ctx._choices();
  const box = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => box.current?.querySelector('button')?.focus(), []);

  const close = (): void => {
    const more = box.current?.parentElement?.querySelector<HTMLElement>('[aria-expanded]');
    onClose();
    more?.focus();
  };
  return (
    <div
      class="menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget as Element | null;
        if (to && !to.closest('.menu') && !to.matches('[aria-expanded]')) onClose();
      }}
    >
      <button
        type="button"
        onClick={() => {
          ctx._choose({ isMuted: !isMuted });
          close();
        }}
      >
        {say(isMuted ? 'unmute' : 'mute')}
      </button>
      {boot.mail && view._entries.some(isWordOfRep) && (
        <button
          type="button"
          onClick={() => {
            ctx._setForm('transcript');
            onClose();
          }}
        >
          {say('transcript')}
        </button>
      )}
    </div>
  );
}
