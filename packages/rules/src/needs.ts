import type { Playbook } from './playbook.ts';

/** What only some playbooks need of a page: the engine's extras; facts and signals beyond those that every page knows; sensors. Sensors need the facts. */
export type Need = (typeof NEEDS)[number];

const NEEDS = ['extras', 'facts', 'watch'] as const;

/** Each as a playbook's JSON names it. */
const MARKS: Readonly<Record<Need, RegExp>> = {
  extras:
    /"(\$(all|size|elemMatch|type|regex|glob)|afterMs|at|atLeast|audience|checkout(_step|\.[er]\w+)|count|flow|neverOn|schedule|site\.\w+|\w+\.seconds|visitor\.(?!attr|ident)\w+)"/,
  facts:
    /"(exit_|scroll_|idle"|tab_|rage_|section_|field_|page_again|checkout_(back|error)|custom"|search|neverOn|visit\.|(page|cart|reps)\.(?!type|value|currency|quantity|availability))/,
  watch: /"(exit_intent|scroll_depth|idle|tab_return|rage_click|section_\w+|field_\w+)"/,
};

/**
 * What a page downloads for this playbook besides what every page has. Rather once too often (a rule called `idle`) than never. Whoever hands a
 * playbook to pages says this of it, so that no page has to download what finds it out.
 */
export function needsOf(playbook: Playbook): readonly Need[] {
  const json = JSON.stringify(playbook);
  return NEEDS.filter((need) => MARKS[need].test(json));
}
