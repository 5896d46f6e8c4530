import { strings } from '../strings.ts';
import type { Answer } from '../http/answer.ts';
import { formatSpan, say } from '../format.ts';

export interface FieldErrors {
  readonly email?: string;
  readonly password?: string;
}

/** What is missing before anything is asked of the relay. */
export function checkSignIn(email: string, password: string): FieldErrors {
  const { emailMissing, emailWrong, passwordMissing } = strings.signIn;
  const address = email.trim();
  return {
    ...(address === '' ? { email: emailMissing } : /^\S+@\S+$/.test(address) ? {} : { email: emailWrong }),
    ...(password === '' ? { password: passwordMissing } : {}),
  };
}

/** What the rep reads after a refused sign-in. The relay's own words come first: it knows more. */
export function signInProblem(answer: Answer<undefined>): string | undefined {
  const { broken, refused, slowed, unreachable } = strings.signIn;
  switch (answer.kind) {
    case 'ok':
      return undefined;
    case 'unauthorised':
      return answer.detail ?? refused;
    case 'slowed':
      return answer.detail ?? say(slowed, { time: formatSpan(answer.afterMs) });
    case 'failed':
      return answer.detail ?? say(broken, { status: answer.status });
    case 'unreachable':
      return unreachable;
    default:
      return answer satisfies never;
  }
}
