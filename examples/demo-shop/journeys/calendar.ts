import type { Chance } from './chance.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday. Two weeks from then on. */
const FIRST_DAY = Date.UTC(2026, 10, 2);
const DAYS = 14;

/** Visits by hour of the day, UTC: a lunch hill and an evening mountain. */
const BY_HOUR = [2, 1, 1, 1, 1, 2, 3, 5, 8, 9, 9, 10, 12, 11, 9, 9, 9, 10, 12, 15, 17, 16, 11, 5];
/** Monday to Sunday. */
const BY_DAY = [10, 9, 9, 9, 9, 12, 15];

const weights = (list: readonly number[]): Readonly<Record<string, number>> =>
  Object.fromEntries(list.map((weight, index) => [String(index), weight]));
const [hours, days] = [weights(BY_HOUR), weights(BY_DAY)];

/** When somebody comes. Milliseconds since the epoch. */
export function drawStart(chance: Chance): number {
  const week = chance.whole(0, DAYS / 7 - 1);
  const day = week * 7 + Number(chance.among(days));
  return FIRST_DAY + day * DAY_MS + Number(chance.among(hours)) * HOUR_MS + chance.whole(0, HOUR_MS - 1);
}

/** What the widget hears of the reps: there on weekdays from 8 to 20 and a while on Saturdays, busy around noon. */
export function bandAt(at: number, chance: Chance): 'now' | 'soon' | 'none' {
  const date = new Date(at);
  const [day, hour] = [date.getUTCDay(), date.getUTCHours()];
  const isOpen = day === 0 ? false : day === 6 ? hour >= 10 && hour < 14 : hour >= 8 && hour < 20;
  if (!isOpen) return 'none';
  return chance.isIn(hour === 12 || hour === 13 ? 0.3 : 0.1) ? 'soon' : 'now';
}
