import type { Boot } from '@tillside/protocol';
import { FUNCTIONAL } from '../consent/consent.ts';
import type { Consent } from '../consent/consent.ts';
import { DO_NOT_DISTURB } from '../consent/store.ts';
import type { Store } from '../consent/store.ts';
import { address, listen, page, win } from '../env.ts';

/** An endpoint that takes longer than this does without: the visitor is somebody new then. */
const MOST_WAIT_MS = 2_000;
const CREDENTIAL = 'credential';
const DAY_MS = 86_400_000;
/** The credential, and the day until which the visitor does not want to be asked. */
const VALUE = /^([\w.-]{1,500})(?:~(\d{1,6}))?$/;

export interface RememberHost {
  readonly _boot: Boot;
  readonly _store: Store;
  readonly _consent: Pick<Consent, '_before' | '_isGranted'>;
  readonly _signal: AbortSignal;
}

export interface RememberModule {
  /** Resolves when what was remembered is in the store, or after two seconds. Never rejects. */
  readonly remember: (host: RememberHost) => Promise<void>;
}

/**
 * Keeps who the visitor is where it outlives the browser's own storage: in a first-party HttpOnly cookie behind `boot.rememberUrl`, which the
 * relay (at a subdomain of the shop) or the shop itself sets. GET answers the cookie, POST sets it, DELETE removes it; see
 * docs/remember.md. Only with consent to `functional`: the visitor's own press is for that conversation.
 */
export const remember: RememberModule['remember'] = async ({
  _boot: boot,
  _store: store,
  _consent: consent,
  _signal: signal,
}) => {
  const url = new URL(boot.rememberUrl ?? '', address()).href;
  const isAllowed = (): boolean => consent._isGranted(FUNCTIONAL);
  /** What the endpoint has, as far as we know. */
  let kept: string | undefined;
  let wasAllowed = isAllowed();

  const ask = (method: 'GET' | 'POST' | 'DELETE', body?: string): Promise<Response | undefined> =>
    fetch(url, {
      method,
      credentials: 'include',
      cache: 'no-store',
      // Also from a page that goes.
      keepalive: method !== 'GET',
      ...(method === 'GET' && { signal: AbortSignal.timeout(MOST_WAIT_MS) }),
      // No header of our own: a request that no browser asks the relay about beforehand.
      ...(body && { body }),
    }).catch(() => undefined);

  const read = async (): Promise<void> => {
    if (!isAllowed() || store._get(CREDENTIAL)) return;
    const response = await ask('GET');
    const text = response?.ok ? await response.text().catch(() => '') : '';
    const [, credential, day] = VALUE.exec(text.trim()) ?? [];
    // The visitor may have thought better of it meanwhile, or may be somebody by now.
    if (!credential || !isAllowed() || store._get(CREDENTIAL) || signal.aborted) return;
    kept = text.trim();
    store._set(CREDENTIAL, credential);
    const declinedUntil = Number(day ?? 0) * DAY_MS;
    if (declinedUntil > Number(store._get(DO_NOT_DISTURB) ?? 0)) store._set(DO_NOT_DISTURB, declinedUntil);
  };

  const write = (): void => {
    const credential = store._get<string>(CREDENTIAL);
    if (!isAllowed() || !credential) return;
    const until = Number(store._get(DO_NOT_DISTURB) ?? 0);
    const value = credential + (until > Date.now() ? `~${Math.floor(until / DAY_MS)}` : '');
    if (value === kept) return;
    kept = value;
    void ask('POST', value);
  };

  const follow = (): void => {
    const isAllowedNow = isAllowed();
    if (isAllowedNow && !wasAllowed) void read();
    if (!isAllowedNow && wasAllowed) {
      kept = undefined;
      void ask('DELETE');
    }
    wasAllowed = isAllowedNow;
  };

  listen(page(), 'tillside:consent', follow, signal);
  // Taken off the page by `shutdown`, which forgets everything a moment later, and not by `destroy`.
  signal.addEventListener('abort', () => queueMicrotask(follow));
  listen(page(), 'tillside:engagement', write, signal);
  listen(win(), 'pagehide', write, signal);
  listen(page(), 'visibilitychange', () => page().hidden && write(), signal);
  // Taken back on this page before we were here: platforms reload pages for it.
  wasAllowed ||= !!(consent._before & FUNCTIONAL);
  follow();
  await read();
};
