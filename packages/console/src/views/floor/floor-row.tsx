import type { FloorItem, RepView } from '@tillside/protocol';
import type { JSX } from 'preact';
import { waitsSince } from '../../desk/floor.ts';
import { firstName, visitorName } from '../../desk/names.ts';
import { formatCount, formatMoney, say, sayCount } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { InShop } from '../../ui/in-shop.tsx';
import { Ago, Due, Wait } from '../../ui/time.tsx';
import './floor-row.css';

/** By message, whose it is, where that is a colleague. */
function stateText({ state, rep }: FloorItem, self: string, reps: readonly RepView[]): string {
  const name = state === 'by_message' && rep !== self ? reps.find(({ id }) => id === rep)?.name : undefined;
  return name === undefined ? strings.state[state] : say(strings.floor.withName, { name: firstName(name) });
}

interface FloorRowProps {
  readonly item: FloorItem;
  /** It lies back: told by when it was, not by how long it waits. */
  readonly isPast?: boolean;
}

/** One conversation in a line or two: how long it waits is loudest, then what the cart is worth. */
export function FloorRow({ item, isPast = false }: FloorRowProps): JSX.Element {
  const { site, selected, select, drafts, me, floor } = useDesk();
  const shop = site(item.site);
  const since = isPast ? undefined : waitsSince(item);
  // What the visitor wrote on comes before what one was about to say.
  const draft = item.unread > 0 ? '' : drafts.of(item.conversation).reply.trim();
  const isOpen = selected.value === item.conversation;
  return (
    <li>
      <InShop accent={shop?.accent}>
        <button
          type="button"
          class={`row ${item.unread > 0 ? 'is-unread' : ''}`}
          aria-current={isOpen ? 'true' : undefined}
          onClick={() => select(item.conversation)}
        >
          <span class="row-shop cut">{shop?.name ?? item.site}</span>
          <span class="row-time">
            {since !== undefined ? (
              <Wait since={since} />
            ) : !isPast && item.dueAt !== undefined ? (
              <Due at={item.dueAt} />
            ) : (
              <Ago at={item.waitingSince ?? item.openedAt} />
            )}
          </span>
          <span class="row-who cut">
            {visitorName(item.visitor)}
            {isPast || item.state === 'active' ? '' : ` · ${stateText(item, me.rep.id, floor.value.reps)}`}
          </span>
          <span class="row-cart figures">{item.cart ? formatMoney(item.cart) : ''}</span>
          <span class="row-text cut">
            {draft !== '' && <span class="row-draft">{strings.floor.draft} </span>}
            {draft || (item.lastText ?? strings.floor.noText)}
          </span>
          {item.unread > 0 && (
            <span class="row-unread figures">
              <span aria-hidden="true">{formatCount(item.unread)}</span>
              <span class="unseen">{sayCount(strings.floor.unread, item.unread)}</span>
            </span>
          )}
        </button>
      </InShop>
    </li>
  );
}
