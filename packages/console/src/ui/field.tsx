import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import './field.css';

export interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: 'email' | 'password' | 'text' | 'url';
  readonly autoComplete: string;
  readonly value?: string;
  readonly error: string | undefined;
  /** Takes the focus when it appears. */
  readonly focus: boolean;
  /** A button inside the field, at its end. */
  readonly children?: ComponentChildren;
}

export function Field({ label, name, type, autoComplete, value, error, focus, children }: FieldProps): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  // JSX types every kind of input apart, and this one changes its kind when the password is shown.
  const kind = { type } as { readonly type: 'text' };
  useEffect(() => {
    if (focus) input.current?.focus();
  }, []);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-box">
        <input
          ref={input}
          id={id}
          name={name}
          {...kind}
          autocomplete={autoComplete}
          defaultValue={value ?? ''}
          autocapitalize="off"
          spellcheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
        />
        {children}
      </div>
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
