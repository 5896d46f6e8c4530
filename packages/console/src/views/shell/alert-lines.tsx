import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useConsole } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { IconName } from '../../ui/icon-paths.ts';

/** Loud as long as a ring could go unheard or unseen, each with what mends it. */
export function AlertLines(): JSX.Element {
  const { sound, notices } = useConsole();
  const isPutOff = useSignal(false);
  const text = strings.alerts;
  const notice = notices.state.value;
  return (
    <div role="region" aria-label={text.label}>
      {sound.state.value === 'blocked' && (
        <Line
          icon="soundOff"
          tone="bad"
          text={text.soundBlocked}
          fix={text.soundFix}
          onFix={() => void sound.unlock()}
        />
      )}
      {sound.state.value === 'missing' && <Line icon="soundOff" tone="bad" text={text.soundMissing} />}
      {!isPutOff.value && notice === 'ask' && (
        <Line
          icon="bellOff"
          tone="warn"
          text={text.noticeAsk}
          fix={text.noticeFix}
          onFix={() => void notices.ask()}
          onLater={() => (isPutOff.value = true)}
        />
      )}
      {!isPutOff.value && notice === 'denied' && (
        <Line
          icon="bellOff"
          tone="warn"
          text={text.noticeDenied}
          fix={text.noticeCheck}
          onFix={() => notices.check()}
          onLater={() => (isPutOff.value = true)}
        />
      )}
      {!isPutOff.value && notice === 'missing' && (
        <Line icon="bellOff" tone="warn" text={text.noticeMissing} onLater={() => (isPutOff.value = true)} />
      )}
    </div>
  );
}

interface LineProps {
  readonly icon: IconName;
  readonly tone: 'bad' | 'warn';
  readonly text: string;
  readonly fix?: string;
  readonly onFix?: () => void;
  readonly onLater?: () => void;
}

function Line({ icon, tone, text, fix, onFix, onLater }: LineProps): JSX.Element {
  return (
    <div class={`line line-${tone}`} role="alert">
      <Icon name={icon} size={20} />
      <span class="line-text">{text}</span>
      <span class="line-do">
        {fix !== undefined && (
          <Button size="small" onClick={() => onFix?.()}>
            {fix}
          </Button>
        )}
        {onLater && (
          <Button look="quiet" size="small" onClick={() => onLater()}>
            {strings.alerts.later}
          </Button>
        )}
      </span>
    </div>
  );
}
