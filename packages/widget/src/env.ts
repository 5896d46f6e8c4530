/**
 * The browser, as the rest of the widget may see it. Only this file (and `ui/`) names `window`, `document`, `navigator` or
 * `localStorage`; everything is a function, so that importing the SDK on a server touches nothing.
 */

/** False on a server, where the SDK does nothing. */
export const isBrowser = (): boolean => typeof document === 'object';

/** The window; also where pages and we find what we agree on by name: `dataLayer`, `Tillside`. Browsers from before 2026 have no `navigation`. */
export const win = (): Omit<Window, 'navigation'> & { readonly navigation?: Navigation } & {
  [Name in 'dataLayer' | 'Tillside']?: unknown;
} => window;

/** The key of a preview address, `#tillside=KEY`, or as this tab has it in its name since: storage is not looked at before consent. */
export const previewKey = (): string | undefined => /#tillside=([^#]+)/.exec(location.hash + window.name)?.[1];

/** Somebody on the page has put something at this global name. */
export const isOnPage = (name: string): boolean => name in window;

/** The visitor's browser asks not to be followed: https://www.w3.org/TR/gpc/. */
export const isPrivacyAsked = (): boolean => !!(navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl;

/** The document, for whoever builds or hears something in it. */
export const page = (): Document => document;

/** The tag that is running now. Null in modules, so only the classic loader may ask. */
export const ownScript = (): HTMLScriptElement | null => document.currentScript as HTMLScriptElement | null;

/** Listens until `signal` aborts. */
export const listen = (target: EventTarget, type: string, handler: (event: Event) => void, signal: AbortSignal): void =>
  target.addEventListener(type, handler, { signal });

/** Dispatches a CustomEvent on the document. False when somebody called `preventDefault()`. */
export const announce = (type: string, detail: unknown): boolean =>
  document.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));

export const address = (): string => location.href;
export const pageLanguage = (): string => document.documentElement.lang;
export const userLanguage = (): string => navigator.language;
export const openSocket = (url: string): WebSocket => new WebSocket(url);
export const isOnline = (): boolean => navigator.onLine;

/** 128 random bits as 32 hex digits. Not `randomUUID`, which plain http pages do not have, nor `Array.from`, which old libraries replace. */
export const randomHex = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Nothing where the browser or the visitor denies it: reading the property alone may throw. */
export function localStore(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Nothing on pages that are not secure contexts. */
export const lockManager = (): LockManager | undefined => (navigator as Partial<Navigator>).locks;

/** To the other tabs of this site. Nothing where the browser has or allows none. */
export function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}

/** By the pointer and the screen, because user agents lie; a touch laptop with a mouse is a desktop. */
export const deviceKind = (): 'desktop' | 'tablet' | 'phone' =>
  !matchMedia('(pointer:coarse)').matches
    ? 'desktop'
    : Math.min(screen.width, screen.height) < 600
      ? 'phone'
      : 'tablet';

/** The visitor, or the browser for them, asks pages to be sparing. */
export const isSavingData = (): boolean =>
  !!(navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData;

/** A control that somebody may be filling in has the focus: also a payment provider's frame. */
export const isControlFocused = (): boolean =>
  !!document.activeElement?.matches('input,select,textarea,iframe,[contenteditable]');

/** Nothing on the page is marked. */
export const selectionIsEmpty = (): boolean => !getSelection()?.toString();

/** The page that led here, as far as it says. */
export const referrer = (): string => document.referrer;

/** IANA name. */
export const timeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Runs when the page has nothing better to do; where the browser cannot tell, after a moment. */
export const whenIdle = (run: () => void): unknown =>
  'requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 2_000 }) : setTimeout(run, 200);

/** Runs when the shop's own content is there. */
export const whenLoaded = (run: () => void, signal: AbortSignal): void =>
  document.readyState === 'complete' ? run() : listen(window, 'load', run, signal);

/** Without cookies: the same request from everybody. */
export const get = (url: string): Promise<Response> => fetch(url, { credentials: 'omit' });

// oxlint-disable-next-line no-console -- the one place where the widget speaks to the shop's developers
export const say = (text: string): void => console.warn(`Tillside: ${text}`);
