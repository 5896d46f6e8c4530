import type { JSX } from 'preact';
import { say } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import './ring-bar.css';

interface TakeBarProps {
  readonly conversation: string;
  readonly engagement: string;
  /** The colleague it is taken from. */
  readonly from?: string;
}

/** Over the composer while a message has nobody who answers it, or a colleague. */
export function TakeBar({ conversation, engagement, from }: TakeBarProps): JSX.Element {
  const { actions } = useDesk();
  const isBusy = actions.busy.value.has(conversation);
  const text = strings.composer;
  return (
    <div class="ring-bar">
      <span class="ring-bar-text">{from === undefined ? text.toTakeLead : say(text.takeOverLead, { name: from })}</span>
      {from === undefined ? (
        <Button look="shop" busy={isBusy} onClick={() => void actions.take(conversation, engagement)}>
          {isBusy ? text.taking : text.take}
        </Button>
      ) : (
        <Button busy={isBusy} onClick={() => void actions.takeOver(conversation, engagement)}>
          {isBusy ? text.taking : text.takeOver}
        </Button>
      )}
    </div>
  );
}
