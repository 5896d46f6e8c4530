import { useState } from 'react';
import type { JSX } from 'react';
import { useChat } from './chat.tsx';

export type Answer = 'granted' | 'denied';

/** What the visitor answered, on this page or an earlier one. */
export function useAnswer(): readonly [Answer | undefined, (answer: Answer) => void] {
  const [answer, setAnswer] = useState<Answer | undefined>(() => {
    const kept = localStorage.getItem('answered');
    return kept === 'granted' || kept === 'denied' ? kept : undefined;
  });
  const keep = (given: Answer): void => {
    localStorage.setItem('answered', given);
    setAnswer(given);
  };
  return [answer, keep];
}

export function CookieBanner({ onAnswer }: { readonly onAnswer: (answer: Answer) => void }): JSX.Element {
  const chat = useChat();
  // Told once, as the visitor says it: a "no" ends a conversation, and is nothing to repeat on each page.
  const say = (answer: Answer): void => {
    chat?.consent(answer);
    onAnswer(answer);
  };
  return (
    <section className="banner" aria-label="Cookies">
      <p>May we remember this visit, so that somebody can help you with your order?</p>
      <button type="button" onClick={() => say('granted')}>
        Accept
      </button>
      <button type="button" className="quiet" onClick={() => say('denied')}>
        Decline
      </button>
    </section>
  );
}
