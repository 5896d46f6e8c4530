import type { JSX } from 'preact';
import { say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import './offer-card.css';

interface OfferCardViewProps {
  readonly offer: { readonly title: string; readonly text: string; readonly code?: string | undefined };
  readonly applied: 'applied' | 'refused' | undefined;
}

/** An offer as it lies before the visitor, and what became of it. */
export function OfferCardView({ offer, applied }: OfferCardViewProps): JSX.Element {
  const { title, text, code } = offer;
  const words = strings.said;
  const said = {
    applied: code === undefined ? words.appliedPlain : say(words.applied, { code }),
    refused: code === undefined ? words.notAppliedPlain : say(words.notApplied, { code }),
  };
  return (
    <div class="offer-card">
      <p class="offer-title">
        <Icon name="tag" />
        {title}
      </p>
      <p class="offer-text">{text}</p>
      {code !== undefined && <p class="offer-code">{code}</p>}
      {applied && <p class={`offer-${applied}`}>{said[applied]}</p>}
    </div>
  );
}
