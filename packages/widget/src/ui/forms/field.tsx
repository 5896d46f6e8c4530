/** @jsxImportSource ../part */
import type { Ctx } from '../context.ts';

export interface FieldProps {
  readonly ctx: Ctx;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What is wrong with it; nothing while it is right. */
  readonly wrong?: string | undefined;
  /** What the browser may fill in. */
  readonly complete?: 'name' | 'email';
  readonly isNeeded?: boolean;
  /** Several lines. */
  readonly isLong?: boolean;
  readonly choices?: readonly string[] | undefined;
}

/** A label, a field, and what is wrong with it, said beside it and to screen readers. */
export function Field({ ctx, label, value, onValue, wrong, complete, isNeeded, isLong, choices }: FieldProps) {
  const attributes = {
    value,
    'aria-invalid': !!wrong,
    'aria-required': !!isNeeded,
    onInput: ({ currentTarget: it }: { readonly currentTarget: { readonly value: string } }) => onValue(it.value),
  };
  return (
    <label class="field">
      <span>
        {label} {!isNeeded && <i>({ctx._say('optional')})</i>}
      </span>
      {choices ? (
        <select {...attributes}>
          <option value="" />
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : complete === 'email' ? (
        <input {...attributes} type="email" autocomplete="email" maxLength={200} />
      ) : isLong ? (
        <textarea {...attributes} rows={4} maxLength={4_000} />
      ) : (
        <input {...attributes} type="text" autocomplete={complete ?? 'off'} maxLength={200} />
      )}
      {wrong && (
        <span class="bad" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}
