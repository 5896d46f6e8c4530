import type { EntryAdded } from '@tillside/protocol';
import type { JSX } from 'preact';
import { strings } from '../../strings.ts';
import { Bubble } from './bubble.tsx';
import { SaidText } from './said-text.tsx';

interface InvitationBubbleProps {
  readonly entry: Extract<EntryAdded, { kind: 'invitation' }>;
}

/** The words that were on the visitor's screen: the conversation begins with them. */
export function InvitationBubble({ entry }: InvitationBubbleProps): JSX.Element {
  return (
    <Bubble look="invitation" at={entry.at} author={strings.conversation.invitationShown}>
      <SaidText text={entry.body.text} />
    </Bubble>
  );
}
