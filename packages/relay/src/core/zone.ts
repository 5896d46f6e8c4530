const dayMs = 86_400_000;
/** Days of one zone that are kept in memory: more than a year, and then it begins anew. */
const remembered = 512;

/** One day of UTC in a zone: its distance from UTC, and the one instant at which that changes, if it does. */
interface Day {
  readonly before: number;
  readonly changesAt: number;
  readonly after: number;
}

/** `GMT`, `GMT+05:30`, `GMT-03:30:52` as milliseconds. */
function offsetIn(text: string): number {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? [];
  const distance = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000;
  return sign === '-' ? -distance : distance;
}

/** How far the clocks on the walls of a zone are ahead of UTC at an instant. Milliseconds. */
export type Zone = (at: number) => number;

/**
 * Asked at every look of every floor, and one answer by `Intl` takes some microseconds: so it is asked once for a day, and on the two days
 * of the year that change the clocks, some thirty times for the instant of the change.
 */
function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const ask: Zone = (at) => offsetIn(format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '');
  const days = new Map<number, Day>();

  function findDay(day: number): Day {
    let low = day * dayMs;
    let high = low + dayMs;
    const before = ask(low);
    const after = ask(high);
    if (before === after) return { before, changesAt: Number.POSITIVE_INFINITY, after };
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (ask(middle) === before) low = middle;
      else high = middle;
    }
    return { before, changesAt: high, after };
  }

  return (at) => {
    const number = Math.floor(at / dayMs);
    let day = days.get(number);
    if (day === undefined) {
      if (days.size >= remembered) days.clear();
      days.set(number, (day = findDay(number)));
    }
    return at < day.changesAt ? day.before : day.after;
  };
}

const zones = new Map<string, Zone>();

/** @throws RangeError for a name that is no zone's; the site file is checked before. */
export function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (zone === undefined) zones.set(timeZone, (zone = createZone(timeZone)));
  return zone;
}
