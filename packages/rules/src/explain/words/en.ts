import { facts, fields, signals, values } from './en-names.ts';
import type { Seen, Stood, Words } from './types.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const endings = new Map([
  ['one', 'st'],
  ['two', 'nd'],
  ['few', 'rd'],
]);
const plural = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinal = (count: number): string =>
  ORDINALS[count - 1] ?? `${count}${endings.get(plural.select(count)) ?? 'th'}`;

const stood = ({ stood: now, most }: Stood): string => (most === undefined ? now : `${now} of ${most}`);
const because = (why: string): string => `not invited, because ${why}`;

const saw: Readonly<Record<Seen['how'], (value: string) => string>> = {
  value: (value) => `was ${value}`,
  start: (value) => `began with ${value}`,
  list: (entries) => `had ${entries}`,
  nothing: () => 'was not known',
  lost: () => 'what it was is no longer known',
  notLooked: () => 'nobody looked',
};

export const ENGLISH: Words = {
  facts,
  fields,
  values,
  operators: {
    $eq: (value) => value,
    $ne: (value) => `other than ${value}`,
    $lt: (value) => `under ${value}`,
    $lte: (value) => `at most ${value}`,
    $gt: (value) => `over ${value}`,
    $gte: (value) => `at least ${value}`,
    $in: (value) => value,
    $nin: (value) => `other than ${value}`,
    $all: (value) => `a list with ${value}`,
    $size: (value) => `a list with ${value}`,
    $elemMatch: (value) => `a list with an entry that has ${value}`,
    $exists: (value) => value,
    $type: (value) => value,
    $regex: (value) => `a text that fits the pattern ${value}`,
    $glob: (value) => `like ${value}`,
  },
  types: { string: 'a text', number: 'a number', bool: 'a yes or no', array: 'a list', object: 'a record' },
  known: 'known',
  unknown: 'unknown',
  ignoringCase: (wanted) => `${wanted} in small or capital letters`,
  not: (wanted) => `not ${wanted}`,
  noneOf: (wanted) => `none of ${wanted}`,
  entries: (count, written) => (count === 1 ? `${written} entry` : `${written} entries`),
  days: (count, written) => (count === 1 ? `${written} day` : `${written} days`),
  emptyList: 'an empty list',
  wholeList: (entries) => `a list of just ${entries}`,
  true: 'yes',
  false: 'no',
  minorUnits: (value) => `${value} in minor units`,
  quoted: (text) => `“${text}”`,

  leaf: (fact, isNegated, wanted, seen, verdict) => {
    const joint = { held: ', and', failed: ', but', open: ';' }[verdict];
    return `${fact} ${isNegated ? 'must not be' : 'had to be'} ${wanted}${joint} ${saw[seen.how](seen.value)}.`;
  },
  alternative: (sentence) => `One of several ways: ${sentence}`,
  seen: {
    value: '{value}',
    start: 'begins with {value}',
    list: '{value}',
    nothing: 'not known',
    lost: 'no longer known',
    notLooked: 'not looked at',
  },

  signals,
  pages: values['page.type'],
  timeAlone: 'a while',
  nth: (signal, count) => `the ${ordinal(count)} ${signal.replace(/^(?:an?|the) /, '')}`,
  nthLasting: (signal, count) => `${signal} for the ${ordinal(count)} time`,
  within: (cause, duration) => `${cause} within ${duration}`,
  later: (cause, duration) => `${cause} and ${duration} more`,
  flow: (steps) => steps.join(', then '),
  without: (cause, stop) => `${cause}, without ${stop} in between`,
  otherSignal: (name) => `something called “${name}”`,

  outcome: (cause, result) => `After ${cause}: ${result}.`,
  invited: 'invited',
  heldOut: 'not invited, to compare with those who are',
  allowed: 'nothing stood against an invitation',
  reasons: {
    disabled: 'not asked, because the rule is switched off',
    schedule: because('the rule’s schedule leaves this time out'),
    audience: because('the rule does not invite this visitor’s group of the experiment'),
    condition: because('the condition did not hold'),
    page: because('nothing may invite on this page'),
    on_screen: because('another invitation was on screen or on its way'),
    in_conversation: because('the visitor was in a conversation'),
    declined: because('the visitor had said “no, thanks” and is not to be disturbed'),
    quiet: because('the quiet time after a closed invitation, a conversation or an order was not over'),
    outranked: because('a stronger rule invited at the same moment'),
  },
  ruleLimit: (limit) => because(`this rule had ${stood(limit)} invitations in this visit`),
  ruleQuota: (limit, days) => because(`this visitor had ${stood(limit)} invitations by this rule within ${days}`),
  visitLimit: (limit) => because(`this visit had ${stood(limit)} invitations`),
  visitorLimit: (limit, days) =>
    because(`this visitor had ${stood(limit)} invitations${days === undefined ? '' : ` within ${days}`}`),
  funnel: (level, own) =>
    because(`an invitation of level ${level} was shown within 24 hours, and this rule’s level ${own} is not deeper`),

  limits: {
    visit: 'In this visit',
    rule: 'By this rule in this visit',
    visitor: (days) => (days === undefined ? 'To this visitor' : `To this visitor within ${days}`),
    level: 'Deepest level in 24 hours',
    noLevel: 'none',
    stood,
    levelStood: (level, own) => `${level}; this rule has ${own}`,
    sentence: (limits) => {
      const told = limits.map(([name, now]) => `${name.charAt(0).toLowerCase()}${name.slice(1)} ${now}`);
      return `Invitations before: ${told.join(', ')}.`;
    },
  },
  arm: (experiment, arm, isHoldout) =>
    `In the experiment “${experiment}” the visitor is in group “${arm}”${isHoldout === true ? ', which gets nothing' : ''}.`,
  losers: {
    reasons: {
      disabled: 'is switched off',
      schedule: 'its schedule leaves this time out',
      audience: 'does not invite this visitor’s group of the experiment',
      condition: 'its condition did not hold',
      page: 'nothing may invite on this page',
      on_screen: 'another invitation was on screen or on its way',
      in_conversation: 'the visitor was in a conversation',
      declined: 'the visitor had said “no, thanks”',
      quiet: 'a quiet time was not over',
      rule_limit: 'had invited as often as it may',
      visit_limit: 'this visit had as many invitations as it may',
      visitor_limit: 'this visitor had as many invitations as may be',
      funnel: 'its level is not deeper than that of an earlier invitation',
      outranked: 'would have invited too, but is weaker',
    },
    sentence: (name, reason) => `Also asked: “${name}”: ${reason}.`,
  },
  mismatch: (rule) =>
    `What was recorded does not belong to this version of the rule “${rule}”, so its conditions cannot be told.`,
};
