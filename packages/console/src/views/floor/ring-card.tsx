import type { FloorItem } from '@tillside/protocol';
import type { JSX } from 'preact';
import { waitsSince } from '../../desk/floor.ts';
import { pagePath, visitorName } from '../../desk/names.ts';
import type { Ring } from '../../desk/rings.ts';
import { formatMoney, formatSpan, say } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { InShop } from '../../ui/in-shop.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Wait } from '../../ui/time.tsx';
import './ring-card.css';

/** Who had it before, and what they said: told before anything else is read. */
function Handed({ item: { given, passedBy } }: { readonly item: FloorItem }): JSX.Element | null {
  const { me } = useDesk();
  const text = strings.ring;
  if (given?.isReturn === true) return <p class="ring-handed">{text.givenBack}</p>;
  if (given !== undefined) {
    return (
      <p class="ring-handed" title={given.note}>
        <strong>{say(text.given, { name: given.name })}</strong>
        {given.note !== undefined && `: ${given.note}`}
      </p>
    );
  }
  if (passedBy === undefined) return null;
  const words = passedBy.rep === me.rep.id ? text.passedByYou : text.passedBy;
  return <p class="ring-handed">{say(words[passedBy.cause], { name: passedBy.name })}</p>;
}

/** The loudest thing on the desk: which shop, how long, how much, where; answer or pass on. */
export function RingCard({ ring }: { readonly ring: Ring }): JSX.Element {
  const { clock } = useConsole();
  const { site, floor, threads, actions, isWriting } = useDesk();
  const { conversation, untilAt } = ring;
  const text = strings.ring;
  const shop = site(ring.site);
  const item = floor.value.mine.find((other) => other.conversation === conversation);
  const since = item && waitsSince(item);
  const { context } = threads.of(conversation);
  const cart = item?.cart ?? context?.cart;
  const step = item?.checkoutStep ?? context?.checkout?.step;
  const isBusy = actions.busy.value.has(conversation);
  const leftMs = untilAt === undefined ? undefined : Math.max(0, untilAt - clock.now.value);
  return (
    <InShop accent={shop?.accent} class="ring">
      <article aria-label={`${text.label}: ${shop?.name ?? ring.site}`}>
        <header class="ring-head">
          <div class="cut">
            <p class="ring-for">{text.forShop}</p>
            <h2 class="ring-shop cut">{shop?.name ?? ring.site}</h2>
          </div>
          <p class="ring-wait">{since !== undefined && <Wait since={since} />}</p>
        </header>
        <div class="ring-body">
          <p class="ring-figures">
            <span class="ring-cart figures">{cart ? formatMoney(cart) : strings.floor.noCart}</span>
            {step !== undefined && <span class="ring-step">{say(text.step, { step })}</span>}
          </p>
          <p class="ring-line">
            {item && `${visitorName(item.visitor)} · `}
            {item?.invitation === undefined ? text.came : text.invited}
          </p>
          {context && (
            <p class="ring-line cut" title={context.page.url}>
              {context.page.title} <span class="ring-path">{pagePath(context.page.url)}</span>
            </p>
          )}
          {item && <Handed item={item} />}
          {item?.lastText !== undefined && <p class="ring-said">{item.lastText}</p>}
          <div class="ring-do">
            <Button
              look="shop"
              size="large"
              class="ring-answer"
              busy={isBusy}
              onClick={() => void actions.answer(ring)}
            >
              {isBusy ? text.answering : text.answer} <Kbd keys={isWriting.value ? 'Alt+A' : 'Enter'} />
            </Button>
            <Button size="large" disabled={isBusy} onClick={() => void actions.pass(ring)}>
              {text.pass}
            </Button>
          </div>
          {leftMs !== undefined && <p class="ring-left figures">{say(text.left, { time: formatSpan(leftMs) })}</p>}
        </div>
      </article>
    </InShop>
  );
}
