import type { JSX } from 'preact';
import type { Taker } from '../../desk/takers.ts';

interface TakersProps<One extends Taker> {
  readonly title: string;
  readonly takers: readonly One[];
  /** Has the focus when the dialog opens. */
  readonly first: string | undefined;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly children: (taker: One) => JSX.Element;
}

/** Some of those who may get a conversation, to choose one of. */
export function Takers<One extends Taker>({
  title,
  takers,
  first,
  chosen,
  onChoose,
  children,
}: TakersProps<One>): JSX.Element | null {
  if (takers.length === 0) return null;
  return (
    <fieldset class="takers">
      <legend>{title}</legend>
      {takers.map((taker) => (
        <label key={taker.key} class="taker">
          <input
            type="radio"
            name="taker"
            autofocus={taker.key === first}
            disabled={!taker.isPossible}
            checked={taker.key === chosen}
            onChange={() => onChoose(taker.key)}
          />
          {children(taker)}
        </label>
      ))}
    </fieldset>
  );
}
