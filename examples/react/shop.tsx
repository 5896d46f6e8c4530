import type { TillsideOptions, VisitorInfo } from '@tillside/widget';
import { useEffect, useState } from 'react';
import type { JSX } from 'react';
import { ChatProvider, useChat } from './chat.tsx';
import { CookieBanner, useAnswer } from './cookie-banner.tsx';
import { usePage } from './page-of.ts';
import { About, Checkout, Product, Thanks } from './pages.tsx';

/** Whom the shop's own server would name at a sign-in. */
const KIM: VisitorInfo = { id: 'c-1001', name: 'Kim Ray', email: 'kim@example.com', attributes: { tier: 'gold' } };

interface SignInProps {
  readonly customer: VisitorInfo | undefined;
  readonly onSignIn: (customer: VisitorInfo) => void;
}

/** Reps see who it is as the shop says. The browser keeps nothing of it, so each page tells it anew. */
function SignIn({ customer, onSignIn }: SignInProps): JSX.Element {
  const chat = useChat();
  useEffect(() => {
    if (customer) chat?.identify(customer);
  }, [chat, customer]);
  if (customer) return <span>{customer.name}</span>;
  return (
    <button type="button" className="quiet" onClick={() => onSignIn(KIM)}>
      Sign in
    </button>
  );
}

export function Shop({ site, relayUrl }: Pick<TillsideOptions, 'site' | 'relayUrl'>): JSX.Element {
  const page = usePage();
  const [answer, setAnswer] = useAnswer();
  const [customer, setCustomer] = useState<VisitorInfo>();
  const [pieces, setPieces] = useState(0);
  const [order, setOrder] = useState('');

  const placeOrder = (): void => {
    setOrder(`KES-${Date.now().toString(36).toUpperCase()}`);
    location.hash = '#/thanks';
  };
  const links = (
    <>
      <a href="#/">Kestrel grinder</a>
      {pieces > 0 && <a href="#/checkout">Checkout</a>}
      <a href="#/about">About us</a>
    </>
  );
  // The widget goes with its provider, and comes back with it.
  if (page === 'about')
    return (
      <>
        <nav>{links}</nav>
        <About />
      </>
    );
  return (
    <ChatProvider options={{ site, relayUrl, consent: answer === 'granted' ? 'granted' : 'required' }}>
      <nav>
        {links}
        <SignIn customer={customer} onSignIn={setCustomer} />
      </nav>
      {page === 'checkout' && pieces > 0 ? (
        <Checkout pieces={pieces} onOrder={placeOrder} />
      ) : page === 'thanks' && order !== '' ? (
        <Thanks order={order} pieces={pieces} />
      ) : (
        <Product onAdd={() => setPieces(pieces + 1)} />
      )}
      {answer === undefined && <CookieBanner onAnswer={setAnswer} />}
    </ChatProvider>
  );
}
