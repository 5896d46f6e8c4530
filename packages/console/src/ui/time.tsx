import type { JSX } from 'preact';
import { useConsole } from '../state/context.ts';
import { waitLevel } from '../desk/waiting.ts';
import { strings } from '../strings.ts';
import { formatExact, formatRelative, formatSpan, formatWait, say } from '../format.ts';

/** When it was, told relatively; the exact time on hover. `at` is by the relay's clock. */
export function Ago({ at }: { readonly at: number }): JSX.Element {
  const { clock } = useConsole();
  return (
    <time class="figures" dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formatRelative(at, clock.now.value)}
    </time>
  );
}

/** Until when an answer is promised; late is red. */
export function Due({ at }: { readonly at: number }): JSX.Element {
  const { clock } = useConsole();
  const leftMs = at - clock.now.value;
  const time = formatSpan(Math.abs(leftMs));
  return (
    <time
      class={`due figures ${leftMs < 0 ? 'is-late' : ''}`}
      dateTime={new Date(at).toISOString()}
      title={formatExact(at)}
    >
      {say(leftMs < 0 ? strings.floor.late : strings.floor.dueIn, { time })}
    </time>
  );
}

interface WaitProps {
  readonly since: number;
  readonly class?: string;
}

/** A running wait: the loudest figure on the screen. Read aloud as words, and not every second. */
export function Wait({ since, class: classes = '' }: WaitProps): JSX.Element {
  const { clock } = useConsole();
  const waited = clock.now.value - since;
  return (
    <span class={`wait wait-${waitLevel(waited)} figures ${classes}`} title={formatExact(since)}>
      <span aria-hidden="true">{formatWait(waited)}</span>
      <span class="unseen">{say(strings.floor.waiting, { time: formatSpan(Math.max(waited, 0)) })}</span>
    </span>
  );
}
