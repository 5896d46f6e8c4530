import { facts, fields, signals, values } from './de-names.ts';
import type { Seen, Stood, Words } from './types.ts';

const stood = ({ stood: now, most }: Stood): string => (most === undefined ? now : `${now} von ${most}`);
const because = (why: string): string => `nicht eingeladen, weil ${why}`;

/** Verb and rest, because “aber” stands between them. */
const saw: Readonly<Record<Seen['how'], (value: string) => readonly [verb: string, rest: string]>> = {
  value: (value) => ['war', value],
  start: (value) => ['begann', `mit ${value}`],
  list: (entries) => ['hatte', entries],
  nothing: () => ['war', 'nicht bekannt'],
  lost: () => ['ist', 'nicht mehr bekannt'],
  notLooked: () => ['wurde', 'nicht angesehen'],
};

export const GERMAN: Words = {
  facts,
  fields,
  values,
  operators: {
    $eq: (value) => value,
    $ne: (value) => `etwas anderes als ${value}`,
    $lt: (value) => `unter ${value}`,
    $lte: (value) => `höchstens ${value}`,
    $gt: (value) => `über ${value}`,
    $gte: (value) => `mindestens ${value}`,
    $in: (value) => value,
    $nin: (value) => `etwas anderes als ${value}`,
    $all: (value) => `eine Liste mit ${value}`,
    $size: (value) => `eine Liste mit ${value}`,
    $elemMatch: (value) => `eine Liste mit einem Eintrag, für den gilt: ${value},`,
    $exists: (value) => value,
    $type: (value) => value,
    $regex: (value) => `ein Text nach dem Muster ${value}`,
    $glob: (value) => `wie ${value}`,
  },
  types: {
    string: 'ein Text',
    number: 'eine Zahl',
    bool: 'ein Ja oder Nein',
    array: 'eine Liste',
    object: 'ein Datensatz',
  },
  known: 'bekannt',
  unknown: 'unbekannt',
  ignoringCase: (wanted) => `${wanted} in Groß- oder Kleinschreibung`,
  not: (wanted) => `nicht ${wanted}`,
  noneOf: (wanted) => `nichts davon: ${wanted}`,
  entries: (count, written) => (count === 1 ? `${written} Eintrag` : `${written} Einträge`),
  days: (count, written) => (count === 1 ? `${written} Tag` : `${written} Tagen`),
  emptyList: 'eine leere Liste',
  wholeList: (entries) => `eine Liste aus genau ${entries}`,
  true: 'ja',
  false: 'nein',
  minorUnits: (value) => `${value} in kleinsten Einheiten`,
  quoted: (text) => `„${text}“`,

  leaf: (fact, isNegated, wanted, seen, verdict) => {
    const [verb, rest] = saw[seen.how](seen.value);
    const joint = { held: `, und ${verb}`, failed: `, ${verb} aber`, open: `; ${verb}` }[verdict];
    return `${fact} ${isNegated ? 'durfte nicht' : 'musste'} ${wanted} sein${joint} ${rest}.`;
  },
  alternative: (sentence) => `Einer von mehreren Wegen: ${sentence}`,
  seen: {
    value: '{value}',
    start: 'beginnt mit {value}',
    list: '{value}',
    nothing: 'nicht bekannt',
    lost: 'nicht mehr bekannt',
    notLooked: 'nicht angesehen',
  },

  signals,
  pages: values['page.type'],
  timeAlone: 'eine Weile',
  nth: (signal, count) => `${count}. ${signal}`,
  nthLasting: (signal, count) => `${signal} zum ${count}. Mal`,
  within: (cause, duration) => `${cause} innerhalb von ${duration}`,
  later: (cause, duration) => `${cause}, ${duration} später`,
  flow: (steps) => steps.join(', danach '),
  without: (cause, stop) => `${cause}, ohne dazwischen: ${stop}`,
  otherSignal: (name) => `etwas namens „${name}“`,

  outcome: (cause, result) => `Anlass: ${cause}. Ergebnis: ${result}.`,
  invited: 'eingeladen',
  heldOut: 'nicht eingeladen, um mit Eingeladenen zu vergleichen',
  allowed: 'nichts sprach gegen eine Einladung',
  reasons: {
    disabled: 'nicht gefragt, weil die Regel ausgeschaltet ist',
    schedule: because('der Zeitplan der Regel diesen Moment auslässt'),
    audience: because('die Regel die Gruppe dieses Besuchers im Experiment nicht einlädt'),
    condition: because('die Bedingung nicht erfüllt war'),
    page: because('auf dieser Seite nichts einladen darf'),
    on_screen: because('eine andere Einladung zu sehen oder unterwegs war'),
    in_conversation: because('der Besucher in einem Gespräch war'),
    declined: because('der Besucher „Nein, danke“ gesagt hatte und nicht gestört werden soll'),
    quiet: because('die Ruhezeit nach einer geschlossenen Einladung, einem Gespräch oder einer Bestellung noch lief'),
    outranked: because('im selben Moment eine stärkere Regel einlud'),
  },
  ruleLimit: (limit) => because(`diese Regel in diesem Besuch ${stood(limit)} Einladungen hatte`),
  ruleQuota: (limit, days) =>
    because(`dieser Besucher innerhalb von ${days} ${stood(limit)} Einladungen von dieser Regel hatte`),
  visitLimit: (limit) => because(`dieser Besuch ${stood(limit)} Einladungen hatte`),
  visitorLimit: (limit, days) =>
    because(`dieser Besucher${days === undefined ? '' : ` innerhalb von ${days}`} ${stood(limit)} Einladungen hatte`),
  funnel: (level, own) =>
    because(
      `innerhalb von 24 Stunden eine Einladung der Stufe ${level} gezeigt wurde und Stufe ${own} nicht tiefer ist`,
    ),

  limits: {
    visit: 'In diesem Besuch',
    rule: 'Von dieser Regel in diesem Besuch',
    visitor: (days) => (days === undefined ? 'An diesen Besucher' : `An diesen Besucher innerhalb von ${days}`),
    level: 'Tiefste Stufe in 24 Stunden',
    noLevel: 'keine',
    stood,
    levelStood: (level, own) => `${level}; diese Regel hat ${own}`,
    sentence: (limits) => `Einladungen davor: ${limits.map(([name, now]) => `${name}: ${now}`).join(' · ')}.`,
  },
  arm: (experiment, arm, isHoldout) =>
    `Im Experiment „${experiment}“ ist der Besucher in Gruppe „${arm}“${isHoldout === true ? ', die nichts bekommt' : ''}.`,
  losers: {
    reasons: {
      disabled: 'ist ausgeschaltet',
      schedule: 'ihr Zeitplan lässt diesen Moment aus',
      audience: 'lädt die Gruppe dieses Besuchers im Experiment nicht ein',
      condition: 'ihre Bedingung war nicht erfüllt',
      page: 'auf dieser Seite darf nichts einladen',
      on_screen: 'eine andere Einladung war zu sehen oder unterwegs',
      in_conversation: 'der Besucher war in einem Gespräch',
      declined: 'der Besucher hatte „Nein, danke“ gesagt',
      quiet: 'eine Ruhezeit lief noch',
      rule_limit: 'hatte so oft eingeladen, wie sie darf',
      visit_limit: 'dieser Besuch hatte so viele Einladungen, wie er haben darf',
      visitor_limit: 'dieser Besucher hatte so viele Einladungen, wie er haben darf',
      funnel: 'ihre Stufe ist nicht tiefer als die einer früheren Einladung',
      outranked: 'hätte auch eingeladen, ist aber schwächer',
    },
    sentence: (name, reason) => `Auch gefragt: „${name}“: ${reason}.`,
  },
  mismatch: (rule) =>
    `Die Aufzeichnung gehört nicht zu dieser Fassung der Regel „${rule}“; ihre Bedingungen lassen sich nicht nennen.`,
};
