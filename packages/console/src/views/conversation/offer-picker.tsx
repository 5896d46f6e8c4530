import type { ConsoleSite } from '@tillside/protocol';
import type { JSX } from 'preact';
import type { Assignment } from '../../desk/standing.ts';
import { say } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import './offer-picker.css';

interface OfferPickerProps {
  readonly conversation: string;
  readonly shop: ConsoleSite;
  readonly assignment: Assignment | undefined;
}

/** The offers of this conversation's shop, and of no other. */
export function OfferPicker({ conversation, shop, assignment }: OfferPickerProps): JSX.Element {
  const { ui } = useConsole();
  const { unsent } = useDesk();
  const text = strings.composer;
  const isOpen = ui.overlay.value === 'offers';
  const close = (): void => void (ui.overlay.value = undefined);
  const choose = (offer: string): void => {
    close();
    unsent.put(conversation, { kind: 'offer', offer }, assignment);
    ui.composerFocus.value++;
  };
  return (
    <Menu
      label={say(text.offers, { shop: shop.name })}
      open={isOpen}
      onClose={close}
      place="over"
      anchor={
        <Button
          icon="tag"
          keys="Alt+O"
          popup="dialog"
          expanded={isOpen}
          disabled={assignment === undefined}
          onClick={() => (ui.overlay.value = isOpen ? undefined : 'offers')}
        >
          {strings.conversation.offer}
        </Button>
      }
    >
      <p class="menu-head">{say(text.offers, { shop: shop.name })}</p>
      {shop.offers.length === 0 && <p class="offer-none">{say(text.offersEmpty, { shop: shop.name })}</p>}
      {shop.offers.map((offer) => (
        <button key={offer.id} type="button" class="menu-item offer-item" onClick={() => choose(offer.id)}>
          <span class="offer-item-title">{offer.title}</span>
          <span class="offer-item-text">{offer.text}</span>
          {offer.code !== undefined && <span class="offer-item-text">{say(text.offerCode, { code: offer.code })}</span>}
        </button>
      ))}
    </Menu>
  );
}
