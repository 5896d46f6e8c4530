import type { JSX } from 'preact';
import { useConsole } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Sign } from './sign.tsx';
import './sign-in.css';

/** While the relay is asked whose cookie this is, and when it does not answer. */
export function Starting({ hasFailed }: { readonly hasFailed: boolean }): JSX.Element {
  const { session } = useConsole();
  return (
    <main class="gate">
      <Sign />
      <h1 class="unseen">{strings.shell.product}</h1>
      {hasFailed ? (
        <div class="gate-note" role="alert">
          <p>{strings.signIn.unreachable}</p>
          <Button look="primary" onClick={() => void session.start()}>
            {strings.shell.retry}
          </Button>
        </div>
      ) : (
        <p class="unseen" role="status">
          {strings.shell.loading}
        </p>
      )}
    </main>
  );
}
