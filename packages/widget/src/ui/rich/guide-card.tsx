/** @jsxImportSource ../part */
import { useState } from '../part/kit.ts';
import type { Ctx } from '../context.ts';
import type { EntryOf } from './entry-of.ts';

export interface GuideCardProps {
  readonly ctx: Ctx;
  readonly entry: EntryOf<'guide'>;
}

/** A rep wants to point at a part of the page. The visitor is asked once a conversation; afterwards it is shown, and can be shown again. */
export function GuideCard({ ctx, entry }: GuideCardProps) {
  const { _say: say } = ctx;
  const { name } = entry.body;
  const [isGone, setGone] = useState(false);
  const [isDeclined, setDeclined] = useState(false);
  const isAgreed = ctx._choices().isGuided;

  const show = (): void => {
    // That it is shown tells the rep that the visitor agreed: of two answers at once the relay would take one.
    if (!isAgreed) ctx._choose({ isGuided: true });
    ctx._point(entry, (isThere) => setGone(!isThere));
  };
  const decline = (): void => {
    ctx._post({ type: 'guide.answer', offset: entry.offset, state: 'declined' });
    setDeclined(true);
    ctx._focus();
  };

  if (isGone) return <p class="line">{say('guideGone', { name })}</p>;
  return (
    <div class="offer">
      {!isAgreed && <p>{say('guideAsk', { name, rep: entry.by.name ?? '' })}</p>}
      {(isAgreed || !isDeclined) && (
        <p class="choice">
          <button type="button" class="plain" onClick={show}>
            {isAgreed ? say('guideAgain', { name }) : say('guideYes')}
          </button>
          {!isAgreed && (
            <button type="button" class="plain" onClick={decline}>
              {say('guideNo')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
