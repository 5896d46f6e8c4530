/** What the entry says to people: the launcher's accessible name. Everything else is in ui/strings.ts. */
export const launcherName = (site: string): string => `Chat with ${site}`;
