import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { WhySource } from '../../desk/why.ts';
import { say } from '../../format.ts';
import { strings } from '../../strings.ts';
import { WhyDialog } from './why-dialog.tsx';
import './why-button.css';

interface WhyButtonProps {
  readonly source: WhySource;
  /** For ears: of which invitation. */
  readonly rule: string;
}

/** One press away, and quiet: a rep is here to talk. */
export function WhyButton({ source, rule }: WhyButtonProps): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="why-ask"
        aria-haspopup="dialog"
        aria-label={say(strings.why.askOf, { rule })}
        onClick={() => (isOpen.value = true)}
      >
        {strings.why.ask}
      </button>
      {isOpen.value && <WhyDialog source={source} onClose={() => (isOpen.value = false)} />}
    </>
  );
}
