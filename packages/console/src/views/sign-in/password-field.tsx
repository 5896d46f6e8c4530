import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { strings } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

interface PasswordFieldProps {
  readonly error: string | undefined;
  readonly focus: boolean;
}

/** May be shown: typing blind on a phone is a source of failed sign-ins. */
export function PasswordField({ error, focus }: PasswordFieldProps): JSX.Element {
  const isShown = useSignal(false);
  const { hide, password, show } = strings.signIn;
  return (
    <Field
      label={password}
      name="password"
      type={isShown.value ? 'text' : 'password'}
      autoComplete="current-password"
      error={error}
      focus={focus}
    >
      <Button
        look="quiet"
        size="small"
        icon={isShown.value ? 'eyeOff' : 'eye'}
        label={isShown.value ? hide : show}
        onClick={() => (isShown.value = !isShown.value)}
      />
    </Field>
  );
}
