/** @jsxImportSource ../part */
import { Avatar } from '../part/kit.ts';
import type { Person } from '../avatar.tsx';
import type { Ctx } from '../context.ts';
import { Icon } from '../part/icon.tsx';
import type { CardAnswer, Granted } from '../types.ts';

const CROSS = 'M6 6l12 12M18 6L6 18';

export interface CardProps {
  readonly ctx: Pick<Ctx, '_say' | '_boot' | '_relayUrl'>;
  /** Who asks: the rep who is held, or the team. */
  readonly name: string;
  /** That rep, or up to three of the team. Empty: nobody is known by name, and the team's initials stand there. */
  readonly faces: readonly Person[];
  readonly text: string;
  /** What the offer that comes with it is called. */
  readonly offer: string | undefined;
  readonly form: Granted['form'];
  /** By this browser's clock. */
  readonly expiresAt: number;
  readonly onAnswer: (answer: CardAnswer) => void;
}

/**
 * What an invitation looks like in each of its forms: faces, a name, a sentence, two answers that weigh the same, and a cross. Its life is
 * in stage.tsx, its place in keep-clear.ts.
 */
export const InvitationCard = ({ ctx, name, faces, text, offer, form, onAnswer }: CardProps) => {
  const { _say: say, _boot: boot, _relayUrl: relayUrl } = ctx;
  return (
    <section
      class={`card is-${form}`}
      part="invitation"
      aria-label={say('invitation', { rep: name })}
      aria-keyshortcuts="F6"
    >
      <span class="faces">
        {(faces.length > 0 ? faces : [{ name }]).map((person) => (
          <Avatar person={person} relayUrl={relayUrl} />
        ))}
      </span>
      <div class="words">
        <p class="who">
          <b>{name}</b> {name !== boot.name && <span>{boot.name}</span>}
        </p>
        <p class="ask" dir="auto">
          {text}
        </p>
        {offer && <p class="gift">{offer}</p>}
      </div>
      <div class="answers">
        <button type="button" class="plain" part="accept" onClick={() => onAnswer('accepted')}>
          {say('accept')}
        </button>
        <button type="button" class="plain" part="decline" onClick={() => onAnswer('declined')}>
          {say('decline')}
        </button>
      </div>
      <button
        type="button"
        class="icon"
        part="dismiss"
        aria-label={say('dismiss')}
        onClick={() => onAnswer('dismissed')}
      >
        <Icon path={CROSS} />
      </button>
    </section>
  );
};
