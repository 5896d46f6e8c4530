import type { ComponentChildren, JSX } from 'preact';
import './segmented.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly mark?: ComponentChildren;
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly size?: 'medium' | 'large';
  readonly busy?: boolean;
  readonly describedBy?: string;
}

/** One of a few, all in sight. Real radio buttons underneath: arrow keys and screen readers know them. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>): JSX.Element {
  const { label, name, choices, value, onChoose, size = 'medium', busy } = props;
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-describedby={props.describedBy}
      aria-busy={busy || undefined}
      class={`segmented segmented-${size}`}
    >
      {choices.map((choice) => (
        <label key={choice.value} class={`segment segment-${choice.value}`}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span class="segment-face">
            {choice.mark}
            {choice.label}
          </span>
        </label>
      ))}
    </div>
  );
}
