import { useSignal } from '@preact/signals';
import type { JSX, TargetedSubmitEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { checkSignIn, signInProblem } from '../../desk/sign-in-form.ts';
import type { FieldErrors } from '../../desk/sign-in-form.ts';
import { formatSpan, say } from '../../format.ts';
import { useConsole } from '../../state/context.ts';
import type { OutReason } from '../../state/session.ts';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordField } from './password-field.tsx';
import { Sign } from './sign.tsx';
import './sign-in.css';

/** E-mail and password; every refusal says what to do. */
export function SignIn({ reason }: { readonly reason: OutReason }): JSX.Element {
  const { session, clock } = useConsole();
  const form = useRef<HTMLFormElement>(null);
  const errors = useSignal<FieldErrors>({});
  const problem = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  /** Until then the relay takes no attempt. */
  const waitUntil = useSignal(0);
  const waitMs = waitUntil.value - clock.now.value;
  const text = strings.signIn;

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy.value || waitMs > 0) return;
    const data = new FormData(event.currentTarget);
    const read = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    const [email, password] = [read('email'), read('password')];
    errors.value = checkSignIn(email, password);
    problem.value = undefined;
    if (errors.value.email ?? errors.value.password) return focusFirst(errors.value);
    busy.value = true;
    const answer = await session.signIn({ email: email.trim(), password });
    busy.value = false;
    problem.value = signInProblem(answer);
    if (answer.kind === 'slowed') waitUntil.value = clock.read() + answer.afterMs;
    if (answer.kind === 'unauthorised') focusFirst({ password: '' });
  };
  const focusFirst = (wrong: FieldErrors): void => {
    const name = wrong.email === undefined ? 'password' : 'email';
    const field = form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    field?.focus();
    field?.select();
  };

  return (
    <main class="gate">
      <div class="gate-card">
        <Sign />
        <h1>{text.title}</h1>
        <p class="gate-lead">{text.lead}</p>
        {reason !== 'new' && problem.value === undefined && (
          <p class="gate-reason" role="status">
            {text[reason]}
          </p>
        )}
        <form ref={form} class="gate-form" noValidate onSubmit={(event) => void submit(event)}>
          {problem.value !== undefined && (
            <p class="gate-problem" role="alert">
              <Icon name="alert" />
              {problem.value}
            </p>
          )}
          <Field
            label={text.email}
            name="email"
            type="email"
            autoComplete="username"
            value={startEmail()}
            error={errors.value.email}
            focus={startEmail() === ''}
          />
          <PasswordField error={errors.value.password} focus={startEmail() !== ''} />
          <Button look="primary" size="large" submit busy={busy.value} disabled={waitMs > 0}>
            {waitMs > 0 ? say(text.waiting, { time: formatSpan(waitMs) }) : busy.value ? text.submitting : text.submit}
          </Button>
        </form>
        <p class="gate-foot">{text.forgotten}</p>
      </div>
    </main>
  );
}

/** `/console/?email=` fills it in: the start script prints such links. */
const startEmail = (): string => new URLSearchParams(globalThis.location.search).get('email') ?? '';
