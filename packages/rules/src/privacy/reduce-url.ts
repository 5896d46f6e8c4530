/** What may be known of an address: no user, no fragment, no part that looks like a person or a secret. */
export interface ReducedUrl {
  /** Origin, path and the kept query, at most 2,000 characters; empty for what is no web address. */
  readonly url: string;
  readonly path: string;
  /** The kept keys, the first value of each. */
  readonly query: Readonly<Record<string, string>>;
}

export const MASK = '***';
const MOST = 2_000;
const WEB_ADDRESS = /^(https?:\/\/)(?:[^/?#\\]*@)?([\w.:[\]-]+)(?=[/?#]|$)([^?#]*)\??([^#]*)/i;
/** An e-mail address, a parameter, something escaped twice; a token (a digit, letters, a digit in one word); four digits. */
const PRIVATE = /[@=;%]|\p{Nd}\p{L}+\p{Nd}|(?:\p{Nd}\P{Nd}*){4}/u;
/** Shops put years into addresses; alone it tells nothing of a person. */
const YEAR = /(?<!\d)20[1-3]\d(?!\d)/;
const CAMPAIGN_KEY = /^utm_[a-z_]{1,20}$/;
/** The shop names its campaigns itself, and often at length. */
const CAMPAIGN = /^[\w.~-]{1,60}$/;

/** Nothing for what is wrongly escaped. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether a segment or value must not be known. `isCampaign`: one word of up to 60 characters is a name, not a secret. */
export const isPrivate = (text: string | undefined, isCampaign = false): boolean =>
  text === undefined ||
  (text.length > 20 && !(isCampaign && CAMPAIGN.test(text))) ||
  PRIVATE.test(text.replace(YEAR, ''));

/**
 * Reduces an address to what rules, traces, reps and the journal may see: origin, path, and of the query `utm_*` and
 * `queryKeys`. A segment of the path or a value of the query becomes `***` when it is longer than 20 characters (a campaign's
 * name: 60), looks like an e-mail address, a parameter or a token, or holds four digits, one year aside. Doing it twice changes nothing.
 */
export function reduceUrl(address: string, queryKeys: readonly string[]): ReducedUrl {
  const [, scheme, host, rawPath = '', rawQuery = ''] = WEB_ADDRESS.exec(address) ?? [];
  const query: Record<string, string> = {};
  if (!scheme || !host) return { url: '', path: '', query };
  const path = rawPath
    .split('/')
    .map((segment) => (isPrivate(decode(segment)) ? MASK : segment))
    .join('/')
    .slice(0, MOST);
  let kept = '';
  for (const pair of rawQuery.split('&')) {
    const [, rawKey = '', rawValue = ''] = /^([^=]*)=?(.*)/.exec(pair.replaceAll('+', ' ')) ?? [];
    const key = decode(rawKey) ?? '';
    const isCampaign = CAMPAIGN_KEY.test(key);
    if (key in query || !(isCampaign || queryKeys.includes(key))) continue;
    const value = decode(rawValue);
    query[key] = value === undefined || isPrivate(value, isCampaign) ? MASK : value;
    kept += `${kept ? '&' : '?'}${encodeURIComponent(key)}=${encodeURIComponent(query[key])}`;
  }
  return { url: (scheme + host + path + kept).slice(0, MOST), path, query };
}
