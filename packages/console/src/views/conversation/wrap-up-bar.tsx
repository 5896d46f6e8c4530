import type { JSX } from 'preact';
import type { Standing } from '../../desk/standing.ts';
import { formatWait, say } from '../../format.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import './ring-bar.css';

interface WrapUpBarProps {
  readonly conversation: string;
  readonly standing: Extract<Standing, { kind: 'wrapping_up' }>;
}

/** Over the composer while the rep wraps up: how long the slot is still held, and the button that frees it. */
export function WrapUpBar({ conversation, standing }: WrapUpBarProps): JSX.Element {
  const { clock } = useConsole();
  const { actions } = useDesk();
  const { assignment, until } = standing;
  const text = strings.composer;
  const leftMs = until === undefined ? undefined : Math.max(0, until - clock.now.value);
  return (
    <div class="ring-bar">
      <span class="ring-bar-text">
        <strong>{text.wrapUpLead}</strong>
        {leftMs !== undefined && <span class="figures"> · {say(text.wrapUpLeft, { time: formatWait(leftMs) })}</span>}
      </span>
      <Button
        look="primary"
        icon="check"
        busy={actions.busy.value.has(conversation)}
        onClick={() => void actions.endWrapUp(conversation, assignment)}
      >
        {text.wrapUpEnd}
      </Button>
    </div>
  );
}
