import type { JSX } from 'preact';
import { useConsole } from '../state/context.ts';
import { strings } from '../strings.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './toasts.css';

/** What happened, for a moment, at the bottom; a failure stays longer and is read aloud at once. */
export function Toasts(): JSX.Element {
  const { toasts } = useConsole();
  return (
    <div class="toasts" role="status">
      {toasts.list.value.map(({ key, text, tone }) => (
        <div key={key} class={`toast toast-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
          {tone === 'bad' && <Icon name="alert" />}
          <span class="toast-text">{text}</span>
          <Button
            look="quiet"
            size="small"
            icon="close"
            label={strings.shell.close}
            onClick={() => toasts.close(key)}
          />
        </div>
      ))}
    </div>
  );
}
