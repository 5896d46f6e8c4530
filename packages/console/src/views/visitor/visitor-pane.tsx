import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { InShop } from '../../ui/in-shop.tsx';
import { CartSection } from './cart-section.tsx';
import { ClaimsSection } from './claims-section.tsx';
import { HistorySection } from './history-section.tsx';
import { InvitationSection } from './invitation-section.tsx';
import { NowSection } from './now-section.tsx';
import { VisitorSection } from './section.tsx';
import './visitor-pane.css';

/** Who it is about: where they are, what they are about to buy, how they came, what was before. */
export function VisitorPane({ conversation }: { readonly conversation: string }): JSX.Element {
  const desk = useDesk();
  const { context, entries } = desk.threads.of(conversation);
  const item = desk.item(conversation);
  const about = desk.about(conversation);
  const shop = desk.site(about?.site);
  return (
    <InShop accent={shop?.accent} class="visitor">
      <CartSection cart={context?.cart ?? item?.cart} step={context?.checkout?.step ?? item?.checkoutStep} />
      <VisitorSection title={strings.visitor.now}>
        <NowSection context={context} />
      </VisitorSection>
      {context?.claims && <ClaimsSection claims={context.claims} />}
      <InvitationSection entries={entries} visitor={about?.visitor} site={about?.site} />
      <HistorySection entries={entries} />
    </InShop>
  );
}
