import type { Reason } from '@tillside/protocol';
import type { JSX } from 'preact';
import type { Assignment } from '../../desk/standing.ts';
import { useConsole, useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import './reason-picker.css';

interface ReasonPickerProps {
  readonly conversation: string;
  readonly reason: Reason | undefined;
  readonly assignment: Assignment;
}

const REASONS = [
  { value: 'sales', means: strings.reason.salesMeans },
  { value: 'order', means: strings.reason.orderMeans },
  { value: 'other', means: strings.reason.otherMeans },
] as const satisfies readonly { readonly value: Reason; readonly means: string }[];

/** What the conversation is about, as the page or the visitor said, or as the rep finds out. */
export function ReasonPicker({ conversation, reason, assignment }: ReasonPickerProps): JSX.Element {
  const { ui } = useConsole();
  const { actions } = useDesk();
  const text = strings.reason;
  const isOpen = ui.overlay.value === 'reason';
  const close = (): void => void (ui.overlay.value = undefined);
  const choose = (next: Reason): void => {
    close();
    if (next !== reason) void actions.setReason(conversation, assignment, next);
  };
  return (
    <Menu
      label={text.label}
      open={isOpen}
      onClose={close}
      place="start"
      anchor={
        <Button
          look="quiet"
          size="small"
          icon="bookmark"
          popup="dialog"
          expanded={isOpen}
          title={text.label}
          onClick={() => (ui.overlay.value = isOpen ? undefined : 'reason')}
        >
          {reason === undefined ? text.none : text[reason]} <Icon name="chevronDown" />
        </Button>
      }
    >
      <p class="menu-head">{text.label}</p>
      {REASONS.map(({ value, means }) => (
        <button
          key={value}
          type="button"
          class="menu-item reason"
          aria-pressed={value === reason}
          onClick={() => choose(value)}
        >
          <span class="reason-mark">{value === reason && <Icon name="check" />}</span>
          <span>
            <span class="reason-name">{text[value]}</span>
            <span class="reason-means">{means}</span>
          </span>
        </button>
      ))}
    </Menu>
  );
}
