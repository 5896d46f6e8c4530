import type { Problem } from '@tillside/protocol';

/** What became of a request. Failures are values: each is said to the rep in its own words. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** 401: not signed in, or not with these words. */
  | { readonly kind: 'unauthorised'; readonly detail?: string }
  /** 429: again after `afterMs`. */
  | { readonly kind: 'slowed'; readonly afterMs: number; readonly detail?: string }
  | { readonly kind: 'failed'; readonly status: number; readonly detail?: string }
  /** No answer at all. */
  | { readonly kind: 'unreachable' };

/** Where a 429 says nothing. Milliseconds. */
const SLOWED_MS = 5_000;

export async function readAnswer<T>(response: Response, read: (response: Response) => Promise<T>): Promise<Answer<T>> {
  if (response.ok) return { kind: 'ok', value: await read(response) };
  const detail = await detailOf(response);
  const more = detail === undefined ? {} : { detail };
  if (response.status === 401) return { kind: 'unauthorised', ...more };
  if (response.status === 429) return { kind: 'slowed', afterMs: retryAfterMs(response), ...more };
  return { kind: 'failed', status: response.status, ...more };
}

/** Seconds, or a date. */
function retryAfterMs(response: Response): number {
  const header = response.headers.get('retry-after');
  if (header === null) return SLOWED_MS;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(1_000, seconds * 1_000);
  const until = Date.parse(header) - Date.now();
  return Number.isNaN(until) ? SLOWED_MS : Math.max(1_000, until);
}

/** What an RFC 9457 problem says to do. A proxy's own error page says nothing. */
async function detailOf(response: Response): Promise<string | undefined> {
  try {
    const problem: Partial<Problem> = await response.json();
    return typeof problem.detail === 'string' ? problem.detail : undefined;
  } catch {
    return undefined;
  }
}
