/** @jsxImportSource ../part */
import type { ComponentChildren } from 'preact';

export interface FormProps {
  readonly title: string;
  readonly submit: string;
  readonly onSubmit: () => void;
  /** The other way: back, or to a message instead. Without it there is none. */
  readonly back?: string | undefined;
  readonly onBack?: () => void;
  /** Something was written. */
  readonly onInput?: () => void;
  readonly children: ComponentChildren;
}

/** A form of the panel: it looks and is left the same way wherever it stands. A wrong field gets the focus. */
export const Form = ({ title, submit, onSubmit, back, onBack, onInput, children }: FormProps) => (
  <form
    class="form"
    noValidate
    aria-label={title}
    onInput={onInput}
    onSubmit={(event) => {
      event.preventDefault();
      const form = event.currentTarget;
      onSubmit();
      // After the drawing that says what is wrong.
      setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    }}
  >
    <h3>{title}</h3>
    {children}
    <p class="choice">
      <button class="main">{submit}</button>
      {back && (
        <button type="button" class="plain" onClick={onBack}>
          {back}
        </button>
      )}
    </p>
  </form>
);
