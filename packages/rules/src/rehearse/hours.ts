export const HOUR_MS = 3_600_000;

/**
 * The hour of the day in a time zone. Asked for many instants of few hours: a zone's offset only ever changes at a quarter of an hour,
 * so one answer serves all of it.
 */
export function createHourOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  let quarter = Number.NaN;
  let hour = 0;
  return (at) => {
    const asked = Math.floor(at / (HOUR_MS / 4));
    if (asked !== quarter) {
      quarter = asked;
      hour = Number(format.format(at));
    }
    return hour;
  };
}
