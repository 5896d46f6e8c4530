import type { FloorItem } from '@tillside/protocol';
import type { JSX } from 'preact';
import type { Standing } from '../../desk/standing.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import './doings.css';
import { ReasonPicker } from './reason-picker.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

interface DoingsProps {
  readonly conversation: string;
  readonly item: FloorItem | undefined;
  readonly standing: Extract<Standing, { kind: 'mine' }>;
}

/** What is seldom done with a conversation, in a quiet line under its head: what it is about, and giving it out of hand. */
export function Doings({ conversation, item, standing }: DoingsProps): JSX.Element {
  const { ui } = useConsole();
  const { actions } = useDesk();
  const { assignment, isByMessage } = standing;
  const isBusy = actions.busy.value.has(conversation);
  const close = (): void => void (ui.overlay.value = undefined);
  return (
    <div class="doings">
      <ReasonPicker conversation={conversation} reason={item?.reason} assignment={assignment} />
      <Button
        look="quiet"
        size="small"
        icon="pass"
        keys="Alt+T"
        popup="dialog"
        disabled={isBusy}
        onClick={() => (ui.overlay.value = 'transfer')}
      >
        {strings.transfer.action}
      </Button>
      {!isByMessage && (
        <Button
          look="quiet"
          size="small"
          icon="letter"
          title={strings.putOff.means}
          busy={isBusy}
          onClick={() => void actions.putOff(conversation, assignment)}
        >
          {strings.putOff.action}
        </Button>
      )}
      {ui.overlay.value === 'transfer' && item && (
        <TransferDialog conversation={conversation} item={item} standing={standing} onClose={close} />
      )}
    </div>
  );
}
