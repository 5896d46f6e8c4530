/**
 * What the downloads of other folders hold, where those folders have not said it more exactly. Whoever writes one puts its own type in its
 * place in downloads.ts. Members `_like this` get the same short names in all bundles.
 */

/** HTTP in place of a socket: frames up by POST, down by a stream. */
export interface HttpModule {
  /** Looks like a WebSocket to the protocol's client. */
  readonly createHttpSocket: (url: string) => WebSocket;
}

/** What the panel says, in one language, by the keys of ui/strings.ts. */
export interface LanguageModule {
  readonly strings: Readonly<Record<string, string>>;
}
