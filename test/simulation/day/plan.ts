import type { Random } from '../random.ts';

/** Milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;

/** Whoever may come to talk, as chance made them before the day begins: every way of granting meets the same people. */
export interface Shopper {
  readonly id: string;
  readonly at: number;
  /** Which rule fired; absent: comes by themselves. */
  readonly rule?: string;
  /** Minor units; 0 without a cart. */
  readonly value: number;
  /** Says yes, if invited. */
  readonly accepts: boolean;
  /** How long the answer takes, yes or no. One that never comes is beyond any invitation's time. */
  readonly answersAfterMs: number;
  readonly talksMs: number;
  /** The rep's first word, once it rang. */
  readonly replyMs: number;
  /** Waits no longer for a first word. */
  readonly patienceMs: number;
  /** 0 to 1, for whoever must choose between equals. */
  readonly draw: number;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface PlannedRep {
  readonly id: string;
  /** There in these, and away in between. */
  readonly stretches: readonly Stretch[];
  readonly leavesAt: number;
}

export interface DayPlan {
  readonly reps: readonly PlannedRep[];
  readonly capacity: number;
  readonly shoppers: readonly Shopper[];
  readonly endsAt: number;
}

/** A shop's day, from nine to nine. What is not said here is in `shopperOf`. */
export interface DayShape {
  readonly early: number;
  readonly late: number;
  readonly capacity: number;
  /** Shoppers a minute for whom a rule fires, and who come by themselves, in an ordinary hour. */
  readonly qualified: number;
  readonly own: number;
  readonly rushes: number;
  readonly absences: number;
}

export const usualDay: DayShape = {
  early: 10,
  late: 14,
  capacity: 3,
  qualified: 20,
  own: 1,
  rushes: 3,
  absences: 3,
};

/** How often each rule's invitation is accepted, and the share of the shoppers for whom it fires. */
const rules = [
  { rule: 'exit-checkout', accepted: 0.32, share: 0.25 },
  { rule: 'lingering', accepted: 0.16, share: 0.45 },
  { rule: 'search', accepted: 0.08, share: 0.3 },
] as const;

const openMs = 12 * hour;

/** Two numbers of the standard normal distribution would do; one is enough (Box and Muller). */
function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

const logNormal = (random: Random, median: number, deviation: number): number =>
  median * Math.exp(deviation * gauss(random));
const exponential = (random: Random, mean: number): number => -Math.log(1 - random.next()) * mean;

export function planDay(random: Random, shape: DayShape = usualDay): DayPlan {
  const rushes = rushesOf(random.of('rushes'), shape);
  const crowd = (at: number): number =>
    profile(at) * (rushes.find(({ from, to }) => at >= from && at < to)?.times ?? 1);
  return {
    reps: repsOf(random.of('reps'), shape),
    capacity: shape.capacity,
    shoppers: [
      ...arrivals(random.of('qualified'), shape.qualified, crowd).map((at, n) =>
        shopperOf(`q${n}`, at, true, random.of(`q${n}`)),
      ),
      ...arrivals(random.of('own'), shape.own, crowd).map((at, n) => shopperOf(`o${n}`, at, false, random.of(`o${n}`))),
    ].toSorted((a, b) => a.at - b.at),
    endsAt: openMs,
  };
}

/** Shops are fullest at noon and in the evening. */
function profile(at: number): number {
  const clock = 9 + at / hour;
  return 0.7 + 0.5 * Math.exp(-((clock - 12.5) ** 2) / 2) + 0.7 * Math.exp(-((clock - 19) ** 2) / 3);
}

/** A newsletter, a broadcast: for some time several times as many. */
function rushesOf(random: Random, { rushes }: DayShape): readonly (Stretch & { readonly times: number })[] {
  return Array.from({ length: rushes }, () => {
    const from = random.next() * openMs;
    return { from, to: from + (10 + 20 * random.next()) * minute, times: 2 + 2 * random.next() };
  });
}

function repsOf(random: Random, { early, late, absences }: DayShape): readonly PlannedRep[] {
  const shifts = [
    ...Array.from({ length: early }, (_, n) => ({ id: `rep_e${n}`, from: 0, to: 8 * hour })),
    ...Array.from({ length: late }, (_, n) => ({ id: `rep_l${n}`, from: 4 * hour, to: openMs })),
  ];
  const gone = Array.from({ length: absences }, () => {
    const from = random.next() * openMs;
    return { rep: random.pick(shifts).id, from, to: from + (10 + 30 * random.next()) * minute };
  });
  return shifts.map(({ id, from, to }) => {
    let stretches: Stretch[] = [{ from, to }];
    for (const away of gone.filter(({ rep }) => rep === id)) {
      stretches = stretches.flatMap((one) =>
        [
          { from: one.from, to: Math.min(one.to, away.from) },
          { from: Math.max(one.from, away.to), to: one.to },
        ].filter((part) => part.to > part.from),
      );
    }
    return { id, stretches, leavesAt: to };
  });
}

/** A Poisson stream whose rate moves with the day (thinned). */
function arrivals(random: Random, perMinute: number, crowd: (at: number) => number): number[] {
  const highest = 1.6 * 4 * perMinute;
  const times: number[] = [];
  for (let at = exponential(random, minute / highest); at < openMs; at += exponential(random, minute / highest)) {
    if (random.next() * highest < perMinute * crowd(at)) times.push(at);
  }
  return times;
}

function shopperOf(id: string, at: number, isQualified: boolean, random: Random): Shopper {
  const rule = isQualified ? ruleFor(random.next()) : undefined;
  const accepts = random.chance(rule?.accepted ?? 1);
  const ignores = random.chance(0.5);
  return {
    id,
    at,
    ...(rule === undefined ? {} : { rule: rule.rule }),
    value: random.chance(rule?.rule === 'exit-checkout' ? 0 : 0.35) ? 0 : Math.round(logNormal(random, 6_000, 0.9)),
    accepts,
    answersAfterMs: accepts ? 1_500 + exponential(random, 9_000) : ignores ? hour : 2_000 + exponential(random, 12_000),
    talksMs: Math.max(20_000, logNormal(random, 4.5 * minute, 0.75)),
    replyMs: logNormal(random, 4_000, 0.3),
    patienceMs: 15_000 + exponential(random, 1.25 * minute),
    draw: random.next(),
  };
}

function ruleFor(draw: number): (typeof rules)[number] {
  let left = draw;
  return rules.find(({ share }) => (left -= share) < 0) ?? rules[0];
}
