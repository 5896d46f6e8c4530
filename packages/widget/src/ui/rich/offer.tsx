/** @jsxImportSource ../part */
import type { EntryOf } from './entry-of.ts';
import type { ChatView } from '../../chat/types.ts';
import { Icon } from '../part/icon.tsx';
import { useState } from '../part/kit.ts';
import type { Ctx } from '../context.ts';

export interface OfferProps {
  readonly ctx: Ctx;
  readonly entry: EntryOf<'offer'>;
  readonly view: ChatView;
}

const TAG = 'M13 3h8v8l-9 9-8-8zM17 7h.01';
const CHECK = 'M5 13l4 4L19 7';

/** Whether the shop took the code; nothing while the visitor did not press Apply. */
const isTaken = ({ body, offset }: EntryOf<'offer'>, { _entries }: ChatView): boolean | undefined =>
  _entries
    .flatMap((it) =>
      it.kind === 'offer.applied' && it.body.offer === body.offer && it.offset > offset ? [it.body.isApplied] : [],
    )
    .at(-1);

/** What a rep put forward. Apply asks the shop's page to take the code; where nobody does, the code is there to copy. */
export function Offer({ ctx, entry, view }: OfferProps) {
  const { _say: say, _chat: chat } = ctx;
  const { offer, title, text, code = '' } = entry.body;
  const [isApplied, setApplied] = useState<boolean | undefined>(undefined);
  const [isCopied, setCopied] = useState(false);
  const answer = isApplied ?? isTaken(entry, view);

  const apply = (): void => {
    const isApplied = ctx._offer(offer, code);
    setApplied(isApplied);
    chat._put({ type: 'offer.apply', conversation: 'mine', body: { offer, isApplied } });
    ctx._focus();
  };
  const copy = (): void => void navigator.clipboard?.writeText(code).then(() => setCopied(true));

  return (
    <div class="offer">
      <p class="name">
        <Icon path={TAG} />
        <b>{title}</b>
      </p>
      {text && (
        <p>
          <bdi>{text}</bdi>
        </p>
      )}
      {answer === undefined && code && (
        <button type="button" class="main" onClick={apply}>
          {say('apply')}
        </button>
      )}
      {answer && (
        <p class="done" role="status">
          <Icon path={CHECK} /> {say('applied')}
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
    </div>
  );
}
