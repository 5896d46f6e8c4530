import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { strings } from '../strings.ts';
import { Button } from './button.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  /** `drawer`: from the side, over the page. `top`: a palette. */
  readonly place?: 'middle' | 'drawer' | 'top';
  /** `wide`: room for a table. */
  readonly size?: 'plain' | 'wide';
  /** The title is for ears only. */
  readonly bare?: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The browser's own modal: it keeps the focus inside, closes on Escape, and gives the focus back to where it was. */
export function Dialog({ title, place = 'middle', size = 'plain', bare, onClose, children }: DialogProps): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={`dialog dialog-${place} dialog-${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <div class="dialog-box">
        <header class={bare ? 'unseen' : 'dialog-head'}>
          <h2 id={heading}>{title}</h2>
          {!bare && (
            <Button look="quiet" size="small" icon="close" label={strings.shell.close} onClick={() => onClose()} />
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
