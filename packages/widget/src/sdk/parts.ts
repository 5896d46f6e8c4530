/**
 * What the downloads of other folders hold, where those folders have not said it more exactly. Whoever writes one puts its own type in its
 * place in downloads.ts. Members `_like this` get the same short names in all bundles.
 */

/** What the panel says, in one language, by the keys of ui/strings.ts. */
export interface LanguageModule {
  readonly strings: Readonly<Record<string, string>>;
}
