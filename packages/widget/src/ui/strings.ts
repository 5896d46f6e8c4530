/**
 * What is said before any part of the ui is there, in English. Each part has a table of its own beside its code (`strings.ts`); every other
 * language has one for all of them (`src/languages`). A site replaces any text in its file's `texts`: `accept` in all languages,
 * `de:accept` in one. `{site}` is the shop, `{team}` the team, `{rep}` a first name, `{count}` a number; `kept.one` is said instead of
 * `kept` where the language's plural rules say `one`.
 */
export const strings = {
  launcher: 'Chat with {site}',
  launcherAway: 'Leave {site} a message',
  unread: '{count} new messages',
  'unread.one': '{count} new message',
  close: 'Close the chat',
};
