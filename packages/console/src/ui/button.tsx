import type { ComponentChildren, JSX, Ref, TargetedMouseEvent } from 'preact';
import './button.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

export interface ButtonProps {
  readonly children?: ComponentChildren;
  /** `primary`: the one thing to do here. `shop`: the same, said in the shop's name. */
  readonly look?: 'primary' | 'shop' | 'plain' | 'quiet';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName;
  /** Names a button that shows only an icon, and is its tooltip. */
  readonly label?: string;
  /** What a button with words does beyond what they say: its tooltip. */
  readonly title?: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly submit?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly popup?: 'menu' | 'dialog' | 'listbox';
  readonly controls?: string;
  readonly class?: string;
  readonly onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps): JSX.Element {
  const { children, look = 'plain', size = 'medium', icon, label, keys, busy } = props;
  const classes = ['button', `button-${look}`, `button-${size}`, children === undefined ? 'button-icon' : ''];
  return (
    <button
      ref={props.buttonRef ?? null}
      type={props.submit ? 'submit' : 'button'}
      class={[...classes, props.class ?? ''].filter(Boolean).join(' ')}
      aria-label={label}
      title={props.title ?? (label && keys ? `${label} (${keys})` : label)}
      aria-keyshortcuts={keys}
      disabled={props.disabled}
      aria-busy={busy || undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      aria-controls={props.controls}
      onClick={busy ? undefined : props.onClick}
    >
      {icon && <Icon name={icon} size={size === 'large' ? 20 : 16} />}
      {children}
    </button>
  );
}
