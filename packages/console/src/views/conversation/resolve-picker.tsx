import type { ConsoleSite } from '@tillside/protocol';
import type { JSX } from 'preact';
import { humanise } from '../../desk/names.ts';
import type { Assignment } from '../../desk/standing.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';

interface ResolvePickerProps {
  readonly conversation: string;
  readonly shop: ConsoleSite;
  readonly assignment: Assignment;
}

/** Ends the engagement with one of the shop's own outcome codes. */
export function ResolvePicker({ conversation, shop, assignment }: ResolvePickerProps): JSX.Element {
  const { ui } = useConsole();
  const { actions } = useDesk();
  const isOpen = ui.overlay.value === 'resolve';
  const isBusy = actions.busy.value.has(conversation);
  const close = (): void => void (ui.overlay.value = undefined);
  const choose = (disposition: string): void => {
    close();
    void actions.resolve(conversation, assignment, disposition);
  };
  return (
    <Menu
      label={strings.composer.resolveAs}
      open={isOpen}
      onClose={close}
      anchor={
        <Button
          icon="check"
          keys="Alt+E"
          popup="dialog"
          expanded={isOpen}
          busy={isBusy}
          onClick={() => (ui.overlay.value = isOpen ? undefined : 'resolve')}
        >
          {strings.conversation.resolve}
        </Button>
      }
    >
      <p class="menu-head">{strings.composer.resolveAs}</p>
      {shop.dispositions.map((disposition) => (
        <button key={disposition} type="button" class="menu-item" onClick={() => choose(disposition)}>
          {humanise(disposition)}
        </button>
      ))}
    </Menu>
  );
}
