import { useLayoutEffect } from 'preact/hooks';
import { Avatar } from '../avatar.tsx';
import type { Person } from '../avatar.tsx';
import type { Ctx } from '../context.ts';
import { Icon } from '../icon.tsx';
import type { CardAnswer } from '../types.ts';

/** In view for this long counts as seen. */
const SEEN_AFTER_MS = 1_000;

export interface CardProps {
  readonly ctx: Ctx;
  readonly person: Person;
  readonly text: string;
  /** What the offer that comes with it is called. */
  readonly offer: string | undefined;
  readonly form: 'card' | 'bubble' | 'bar' | 'inline';
  readonly expiresAt: number;
  readonly onAnswer: (answer: CardAnswer) => void;
}

/**
 * The invitation, in the corner (`card`, or smaller: `bubble`) or along the lower edge (`bar`); on a phone one slim bar. A face, a sentence, two answers and a cross. It takes no focus and covers nothing but its corner; Escape
 * closes it. What it says is announced by the live region that stands beside it.
 */
export function InvitationCard({ ctx, person, text, offer, form, expiresAt, onAnswer }: CardProps) {
  const say = ctx._say;

  // At once, not after a paint: a hidden tab paints nothing, and its invitation runs out all the same.
  useLayoutEffect(() => {
    let seen: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(seen);
      if (!document.hidden) seen = setTimeout(onAnswer, SEEN_AFTER_MS, 'seen');
    };
    const expired = setTimeout(onAnswer, expiresAt - Date.now(), 'timed_out');
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onAnswer('dismissed');
    };
    look();
    document.addEventListener('visibilitychange', look);
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(seen);
      clearTimeout(expired);
      document.removeEventListener('visibilitychange', look);
      document.removeEventListener('keydown', onKey);
    };
  }, []);

  return (
    <section class={`card is-${form}`} aria-label={say('invitation', { rep: person.name })}>
      <Avatar person={person} relayUrl={ctx._relayUrl} />
      <div class="words">
        <p class="who">
          <b>{person.name}</b> {ctx._boot.name}
        </p>
        <p>{text}</p>
        {offer && <p class="gift">{offer}</p>}
      </div>
      <div class="answers">
        <button type="button" class="main" onClick={() => onAnswer('accepted')}>
          {say('accept')}
        </button>
        <button type="button" class="plain" onClick={() => onAnswer('declined')}>
          {say('decline')}
        </button>
      </div>
      <button type="button" class="icon" aria-label={say('dismiss')} onClick={() => onAnswer('dismissed')}>
        <Icon name="close" />
      </button>
    </section>
  );
}
