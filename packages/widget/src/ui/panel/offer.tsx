import { useState } from 'preact/hooks';
import type { Ctx } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { Item } from '../items.ts';

export interface OfferProps {
  readonly ctx: Ctx;
  readonly item: Extract<Item, { _kind: 'offer' }>;
}

/** What a rep put forward. Apply asks the shop's page to take the code; where nobody does, the code is there to copy. */
export function Offer({ ctx, item }: OfferProps) {
  const { _say: say, _chat: chat } = ctx;
  const { offer, title, text, code = '' } = item._offer;
  const [isApplied, setApplied] = useState(item._isApplied);
  const [isCopied, setCopied] = useState(false);
  const answer = isApplied ?? item._isApplied;

  const apply = (): void => {
    const isTaken = ctx._offer(offer, code);
    setApplied(isTaken);
    chat._applied(offer, isTaken);
  };
  const copy = (): void => void navigator.clipboard?.writeText(code).then(() => setCopied(true));

  return (
    <li class="offer">
      <p class="name">
        <Icon name="tag" />
        <b>{title}</b>
      </p>
      {text && <p>{text}</p>}
      {answer === undefined && code && (
        <button type="button" class="main" onClick={apply}>
          {say('apply')}
        </button>
      )}
      {answer && (
        <p class="done" role="status">
          <Icon name="check" /> {say('applied')}
        </p>
      )}
      {answer === false && (
        <div role="status">
          <p>{say('useCode')}</p>
          <p class="code">
            <code>{code}</code>
            <button type="button" class="plain" onClick={copy}>
              {say(isCopied ? 'copied' : 'copy')}
            </button>
          </p>
        </div>
      )}
    </li>
  );
}
