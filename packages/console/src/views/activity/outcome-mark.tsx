import type { JSX } from 'preact';
import type { Outcome } from '../../desk/activity.ts';
import { strings } from '../../strings.ts';
import './outcome-mark.css';

interface OutcomeMarkProps {
  readonly outcome: Outcome;
  /** The wire's reason where the relay withheld it. */
  readonly reason: string | undefined;
}

/** `declined · not invited again`: the outcome in its colour, what follows from it in words. */
export function OutcomeMark({ outcome, reason }: OutcomeMarkProps): JSX.Element {
  const known: Readonly<Record<string, string>> = strings.withheld;
  const why = (reason === undefined ? undefined : known[reason]) ?? strings.outcomeMeans[outcome];
  return (
    <span class={`outcome outcome-${outcome}`}>
      <span class="outcome-word">{strings.outcome[outcome]}</span>
      <span class="outcome-means"> · {why}</span>
    </span>
  );
}
