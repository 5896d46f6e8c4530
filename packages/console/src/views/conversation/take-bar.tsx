import type { JSX } from 'preact';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import './ring-bar.css';

interface TakeBarProps {
  readonly conversation: string;
  readonly engagement: string;
}

/** Over the composer while a message has nobody who answers it. */
export function TakeBar({ conversation, engagement }: TakeBarProps): JSX.Element {
  const { actions } = useDesk();
  const isBusy = actions.busy.value.has(conversation);
  const text = strings.composer;
  return (
    <div class="ring-bar">
      <span class="ring-bar-text">{text.toTakeLead}</span>
      <Button look="shop" busy={isBusy} onClick={() => void actions.take(conversation, engagement)}>
        {isBusy ? text.taking : text.take}
      </Button>
    </div>
  );
}
