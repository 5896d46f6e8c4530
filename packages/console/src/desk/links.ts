export interface TextPart {
  readonly text: string;
  /** Present: an address that may be followed. */
  readonly href?: string;
}

/** Only what begins with http:// or https:// is ever a link; `javascript:` and its kin stay text. */
const ADDRESS = /https?:\/\/[^\s<>"]+/gi;
/** Punctuation that ends a sentence rather than an address; a closing bracket belongs to the address only with its opening one. */
const TAIL = /[.,;:!?'”’)\]}]+$/;

/** Cuts what a person wrote into text and links. Nothing is ever parsed as HTML. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimTail(match[0]);
    const href = safeHref(address);
    if (href === undefined) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end) });
  return parts;
}

function trimTail(address: string): string {
  const tail = TAIL.exec(address)?.[0] ?? '';
  if (tail.startsWith(')') && address.includes('(')) return address.slice(0, address.length - tail.length + 1);
  return address.slice(0, address.length - tail.length);
}

/** The address if it may be followed, else nothing. */
export function safeHref(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
