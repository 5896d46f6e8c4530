import type {
  ActivityAnswer,
  ActivityItem,
  ConversationsAnswer,
  LedgerAnswer,
  Me,
  SentFile,
  SignInRequest,
  TicketAnswer,
} from '@tillside/protocol';
import type { Playbook } from '@tillside/rules';
import { readAnswer } from './answer.ts';
import type { Answer } from './answer.ts';

/** The relay's console endpoints. No call rejects. */
export interface Api {
  signIn(request: SignInRequest): Promise<Answer<undefined>>;
  signOut(): Promise<Answer<undefined>>;
  me(): Promise<Answer<Me>>;
  /** What the rep says of themselves: the name they work under, whether shoppers see the picture. */
  changeMe(part: { readonly name?: string; readonly showsPicture?: boolean }): Promise<Answer<undefined>>;
  /** A PNG, JPEG or WebP; nothing removes it. */
  setPicture(file: File | undefined): Promise<Answer<undefined>>;
  /** Good for one socket, 30 s. */
  ticket(): Promise<Answer<TicketAnswer>>;
  ledger(site: string): Promise<Answer<LedgerAnswer>>;
  activity(site: string, before?: number): Promise<Answer<ActivityAnswer>>;
  /** The journal's line of a granted invitation, searched from about when it was granted. */
  invitation(site: string, invitation: string, at: number): Promise<Answer<ActivityItem>>;
  /** A playbook of the site, as browsers get it. */
  playbook(site: string, version: string): Promise<Answer<Playbook>>;
  conversations(before?: number): Promise<Answer<ConversationsAnswer>>;
  /** Uploads a file for this conversation; a `file.send` puts it there. */
  upload(conversation: string, file: File): Promise<Answer<SentFile>>;
}

/** Proves to the relay that a page of its own asks: another origin cannot set this header without asking first. */
const OWN_PAGE = { 'x-tillside': '1' };
/** A request that takes longer counts as unanswered. Milliseconds. */
const PATIENCE_MS = 15_000;
/** Ten megabytes over a slow line. Milliseconds. */
const UPLOAD_PATIENCE_MS = 120_000;

export function createApi(fetch: typeof globalThis.fetch): Api {
  const call = async <T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>) => {
    try {
      const signal = AbortSignal.timeout(init.body instanceof File ? UPLOAD_PATIENCE_MS : PATIENCE_MS);
      return await readAnswer(await fetch(`/v1/${path}`, { credentials: 'same-origin', signal, ...init }), read);
    } catch {
      return { kind: 'unreachable' } as const;
    }
  };
  const get = <T>(path: string): Promise<Answer<T>> => call(path, {}, async (response) => (await response.json()) as T);
  const post = <T>(path: string, body: unknown, read: (response: Response) => Promise<T>): Promise<Answer<T>> => {
    const headers = body === undefined ? OWN_PAGE : { ...OWN_PAGE, 'content-type': 'application/json' };
    return call(
      `console/${path}`,
      { method: 'POST', headers, body: body === undefined ? null : JSON.stringify(body) },
      read,
    );
  };
  const before = (value: number | undefined): string => (value === undefined ? '' : `?before=${value}`);
  return {
    signIn: (request) => post('sign-in', request, nothing),
    signOut: () => post('sign-out', undefined, nothing),
    me: () => get('console/me'),
    changeMe: (part) =>
      call(
        'console/me',
        { method: 'PUT', headers: { ...OWN_PAGE, 'content-type': 'application/json' }, body: JSON.stringify(part) },
        nothing,
      ),
    setPicture: (file) =>
      call(
        'console/me/picture',
        file === undefined
          ? { method: 'DELETE', headers: OWN_PAGE }
          : { method: 'PUT', headers: { ...OWN_PAGE, 'content-type': file.type }, body: file },
        nothing,
      ),
    ticket: () => post('ticket', undefined, async (response) => (await response.json()) as TicketAnswer),
    ledger: (site) => get(`console/sites/${encodeURIComponent(site)}/ledger`),
    activity: (site, last) => get(`console/sites/${encodeURIComponent(site)}/activity${before(last)}`),
    invitation: (site, invitation, at) =>
      get(`console/sites/${encodeURIComponent(site)}/invitations/${encodeURIComponent(invitation)}?at=${at}`),
    playbook: (site, version) => get(`sites/${encodeURIComponent(site)}/playbook/${encodeURIComponent(version)}.json`),
    upload: (conversation, file) =>
      call(
        `console/files?conversation=${encodeURIComponent(conversation)}`,
        {
          method: 'POST',
          headers: {
            ...OWN_PAGE,
            'content-type': file.type || 'application/octet-stream',
            'x-file-name': encodeURIComponent(file.name),
          },
          body: file,
        },
        async (response) => (await response.json()) as SentFile,
      ),
    conversations: (last) => get(`console/conversations${before(last)}`),
  };
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);
