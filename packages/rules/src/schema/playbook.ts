import { z } from 'zod';
import type { Condition } from '../playbook.ts';
import { checkCondition } from './condition.ts';
import { audience, experiments } from './experiments.ts';
import {
  checked,
  described,
  durationMs,
  flag,
  formed,
  id,
  list,
  oneOf,
  optional,
  strict,
  text,
  whole,
} from './fields.ts';
import { day, schedule, weeklyHours } from './hours.ts';
import { listen } from './listen.ts';
import { textStructure } from './text.ts';
import { isTimeZone } from './time-zone.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

const quota = (times: number) =>
  strict({
    times: described(whole(1, times), 'Up to so many …'),
    days: described(whole(1, 90, ' of days'), '… within so many days.'),
  });

const invite = strict({
  form: optional(
    oneOf(['card', 'bubble', 'bar', 'inline'], 'form'),
    'How it appears: a card in the corner, a bubble beside the launcher, a bar along the edge of the page, or inline, in the place that the page marks with `data-tillside-slot`; a card where no such place is in view and large enough.',
    'card',
  ),
  held: optional(
    flag(),
    'true: a rep by name is reserved, and shown with face and first name. false: the team is shown.',
    true,
  ),
  // Texts are checked with their rule (cross.ts): what they may say depends on `held`.
  text: described(
    z.custom<Readonly<Record<string, string>>>(() => true).meta(textStructure),
    'What it says, by language (BCP 47); `en` must be there. `{rep}` `{team}` `{site}` `{cart}` are filled in; `{cart|your cart}` says what to write where it is not known.',
  ),
  offer: optional(id(), 'An offer of the site, by its id. The relay opens it when the invitation is granted.'),
  skills: optional(list(id(), 1, 5), 'What the rep must know: skills of the site’s reps. Left out: nothing.'),
  team: optional(id(), 'A team of the site’s route that is asked before the others. Left out: the route’s order.'),
  reason: optional(
    oneOf(['sales', 'order', 'other'], 'reason'),
    'What the conversation will be about. One about an existing order is never a saved cart. Left out: not known.',
  ),
  delayMs: optional(durationMs(0, 8_000), 'From the decision until it appears, in milliseconds.', 0),
  timeToLiveMs: optional(
    durationMs(5_000, 600_000),
    'How long it stays, and the rep is reserved, in milliseconds.',
    60_000,
  ),
});

const condition = () => checked<Condition>(checkCondition).meta({ $ref: '#/$defs/condition' });

const rule = strict({
  id: described(id(), 'Its name in traces, journal and reports. Keep it: limits count by it.'),
  name: described(text(120), 'What people call it.'),
  enabled: optional(flag(), 'false: it is kept in the file, and browsers never see it.', true),
  on: described(list(listen, 1, 20), 'When: each entry stands for itself.'),
  when: optional(condition(), 'Where and who: what must hold of the facts. Left out: always.'),
  atRisk: optional(
    flag(),
    'The cart is in danger when this fires: an order after it is *saved*, not merely *assisted*.',
    false,
  ),
  funnel: optional(whole(0, 100), 'Deeper wins; after one invitation only a deeper one may follow within 24 h.', 0),
  priority: optional(whole(-1_000_000, 1_000_000), 'Among rules of one funnel level the higher wins.', 0),
  limits: optional(
    strict({
      perVisit: optional(whole(1, 100), 'How often this rule may invite within one visit.', 1),
      perVisitor: optional(quota(20), 'How often this rule may invite one visitor. Left out: no limit of its own.'),
    }),
    'How often this rule may invite.',
  ),
  schedule: optional(schedule, 'When it may invite. All that is given must be so. Left out: always.'),
  audience: optional(audience, 'Whom it may invite: arms of an experiment. Left out: everybody.'),
  invite: described(invite, 'What the visitor is shown.'),
});

const limits = strict({
  perVisit: optional(whole(1, 100), 'Invitations in one visit, over all rules.', 2),
  perVisitor: optional(quota(40), 'Invitations to one visitor, over all rules.', { times: 40, days: 90 }),
  neverOn: optional(
    list(formed(/^[/*].{0,199}$/, 'expected a glob over the path, such as /account/**', '/account/**'), 1, 100),
    'Pages on which nothing invites: globs over `page.path`. Left out: none.',
  ),
  declinedDays: optional(
    whole(30, 3_650, ' of days'),
    'How long a “no, thanks” binds, in days. A later playbook never shortens one that was said.',
    180,
  ),
  quietAfterDismissMs: optional(
    durationMs(0, YEAR_MS),
    'Quiet after an invitation was closed or ran out, in milliseconds.',
    1_800_000,
  ),
  quietAfterConversationMs: optional(
    durationMs(0, YEAR_MS),
    'Quiet after a conversation, in milliseconds.',
    86_400_000,
  ),
  quietAfterOrderMs: optional(durationMs(0, YEAR_MS), 'Quiet after an order, in milliseconds.', 86_400_000),
});

const timeZone = text(64)
  .refine(isTimeZone, { error: 'is not the name of a time zone, such as Europe/Berlin' })
  .meta({ examples: ['Europe/Berlin'] });

/** The playbook as a shop writes it: without `version`, which is its content's hash. */
export const playbookFile = strict({
  $schema: optional(text(500), 'Where this schema is, for editors. No part of what is published.'),
  timeZone: optional(timeZone, 'IANA name of the time zone of schedules, `open`, `clock` and the site’s facts.', 'UTC'),
  open: optional(weeklyHours(), 'When the shop’s reps are there: the fact `site.open`. Left out: not known.'),
  closedOn: optional(list(day(), 1, 400), 'Local days on which `site.open` is false all day.'),
  limits: optional(limits, 'How often visitors are asked, over all rules.'),
  experiments: optional(experiments, 'Comparisons of arms. A rule joins one by its `audience`.'),
  launcher: optional(
    strict({
      when: described(condition(), 'What must hold of the facts as a page comes for the round button to be there.'),
    }),
    'On which pages the round button is; a conversation under way keeps it. Left out: on all.',
  ),
  rules: described(list(rule, 0, 1_000), 'The rules.'),
});
