import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import './resizer.css';

interface ResizerProps {
  readonly label: string;
  /** CSS pixels. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Which side of the divider the pane is on: moving towards the other side makes it wider. */
  readonly side: 'before' | 'after';
  readonly onChange: (value: number) => void;
}

const STEP = 16;

/** A divider that is dragged, or moved by arrow keys. */
export function Resizer({ label, value, min, max, side, onChange }: ResizerProps): JSX.Element {
  const drag = useRef<{ readonly x: number; readonly from: number }>(undefined);
  const grows = side === 'before' ? 1 : -1;
  const set = (next: number): void => onChange(Math.round(Math.min(max, Math.max(min, next))));
  return (
    <div
      class={`resizer resizer-${side}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, from: value };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (drag.current) set(drag.current.from + (event.clientX - drag.current.x) * grows);
      }}
      onLostPointerCapture={() => {
        drag.current = undefined;
      }}
      onKeyDown={(event) => {
        const step = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(value + step * grows);
      }}
    />
  );
}
