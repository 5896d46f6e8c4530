export type Badge = 'none' | 'unread' | 'ringing';

const BADGES: Readonly<Record<Badge, string>> = {
  none: '',
  unread: '<circle cx="24" cy="8" r="7" fill="#2f66f6" stroke="#fff" stroke-width="2"/>',
  ringing: '<circle cx="22" cy="10" r="10" fill="#c8321f" stroke="#fff" stroke-width="2"/>',
};

/** The sign of the product: a till's drawer and the tide beneath it, drawn small enough for a tab. */
const SIGN =
  '<rect width="32" height="32" rx="8" fill="#191b21"/>' +
  '<path d="M8 11h16M16 11v8" stroke="#fff" stroke-width="3.4" stroke-linecap="round" fill="none"/>' +
  '<path d="M7 24c3 0 3-2.4 6-2.4s3 2.4 6 2.4 3-2.4 6-2.4" stroke="#66cf97" stroke-width="2.6" stroke-linecap="round" fill="none"/>';

/** The tab's icon as a data address, with a dot for what waits. */
export const faviconHref = (badge: Badge): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${SIGN}${BADGES[badge]}</svg>`,
  )}`;

export function setFavicon(document: Document, badge: Badge): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]') ?? document.createElement('link');
  const href = faviconHref(badge);
  if (link.href === href) return;
  link.rel = 'icon';
  link.href = href;
  if (!link.isConnected) document.head.append(link);
}
