import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Me, SignInRequest } from '@tillside/protocol';
import type { Answer } from '../http/answer.ts';
import type { Api } from '../http/api.ts';

/** Why the sign-in page stands there. */
export type OutReason = 'new' | 'left' | 'expired' | 'revoked' | 'denied';

export type Session =
  | { readonly phase: 'starting' }
  /** The relay did not say who we are: it may be restarting. */
  | { readonly phase: 'unreachable' }
  | { readonly phase: 'out'; readonly reason: OutReason }
  | { readonly phase: 'in'; readonly me: Me };

export interface SessionStore {
  readonly session: ReadonlySignal<Session>;
  /** Asks the relay whose cookie this is. */
  start(): Promise<void>;
  /** The answer is for the form to say; a good one opens the desk. */
  signIn(request: SignInRequest): Promise<Answer<undefined>>;
  /** What the relay says of the rep, anew. */
  reload(): Promise<void>;
  /** Out only once the relay has forgotten the cookie: whoever comes next to this machine must not get in. False: it did not answer. */
  signOut(): Promise<boolean>;
  /** The sign-in ended by itself. */
  end(reason: OutReason): void;
}

export function createSession(api: Api): SessionStore {
  const session = signal<Session>({ phase: 'starting' });
  let isLeaving = false;
  async function load(): Promise<Answer<Me>> {
    const answer = await api.me();
    if (answer.kind === 'ok') session.value = { phase: 'in', me: answer.value };
    return answer;
  }
  return {
    session,
    async start() {
      session.value = { phase: 'starting' };
      const answer = await load();
      if (answer.kind === 'unauthorised') session.value = { phase: 'out', reason: 'new' };
      else if (answer.kind !== 'ok') session.value = { phase: 'unreachable' };
    },
    async signIn(request) {
      const answer = await api.signIn(request);
      if (answer.kind !== 'ok') return answer;
      const me = await load();
      return me.kind === 'ok' ? answer : me;
    },
    async reload() {
      await load();
    },
    async signOut() {
      isLeaving = true;
      const answer = await api.signOut();
      isLeaving = false;
      const isOut = answer.kind === 'ok' || answer.kind === 'unauthorised';
      if (isOut) session.value = { phase: 'out', reason: 'left' };
      return isOut;
    },
    end(reason) {
      // The socket may hear of it before the request is answered.
      if (session.value.phase === 'in' && !isLeaving) session.value = { phase: 'out', reason };
    },
  };
}
