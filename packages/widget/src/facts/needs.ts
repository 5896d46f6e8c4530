import type { Playbook } from '@tillside/rules';

/** Signals and facts, as a playbook's JSON names them, that the entry does not know by itself. */
const MORE =
  /"(exit_|scroll_|idle"|tab_|rage_|section_|field_|page_again|checkout_(back|error)|custom"|search|neverOn|visit\.|(page|cart|reps)\.(?!type|value|currency|quantity|availability))/;

/** Whether a playbook listens to or looks at what only facts/ and watch/ can tell. Rather once too often (a rule called `idle`) than never. */
export const needsMore = (playbook: Playbook): boolean => MORE.test(JSON.stringify(playbook));
