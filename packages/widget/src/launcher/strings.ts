import type { Availability } from '@tillside/protocol';

/** What the entry says to people: the launcher's accessible name. Everything else is in ui/strings.ts. */
export const launcherName = (site: string, availability: Availability): string =>
  availability === 'none' ? `Leave ${site} a message` : `Chat with ${site}`;
