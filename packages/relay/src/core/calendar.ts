import type { Weekday, WeekSpan } from '../ports/index.ts';
import { zoneOf } from './zone.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const dayMinutes = 1_440;

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Minutes of the wall's clock from the begin of the day that the span belongs to; over midnight `to` lies beyond the day. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
}

export const aroundTheClock: Minutes = { from: 0, to: dayMinutes };

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `HH:MM` to `HH:MM`; where `to` is not after `from` it is the day after's. */
export function minutesOf({ from, to }: { readonly from: string; readonly to: string }): Minutes {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return { from: begin, to: end > begin ? end : end + dayMinutes };
}

/** `YYYY-MM-DD` as the number of the day, from 1970 on. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs);
}

/** 1970 began on a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Spans of a week, Monday first, as lists by weekday. */
export function weekOf(spans: readonly WeekSpan[]): readonly (readonly Minutes[])[] {
  return weekdays.map((weekday) => spans.filter(({ days }) => days.includes(weekday)).map(minutesOf));
}

/** A pattern of the week with days unlike their weekday, by the clock on a wall. */
export interface Calendar {
  readonly timeZone: string;
  /** By weekday, Monday first. */
  readonly week: readonly (readonly Minutes[])[];
  /** By day number, instead of the weekday's. A span belongs to the day it begins on: one from the evening before goes on. */
  readonly days: ReadonlyMap<number, readonly Minutes[]>;
}

/**
 * Is this instant within? By what the clock on the wall shows then: an hour that summer time leaves out is never there, the hour that comes
 * twice counts twice.
 */
export function isWithin({ timeZone, week, days }: Calendar, at: number): boolean {
  const wall = at + zoneOf(timeZone)(at);
  const day = Math.floor(wall / dayMs);
  const minute = (wall - day * dayMs) / minuteMs;
  const spansOf = (of: number) => days.get(of) ?? week[weekdayOf(of)] ?? [];
  return (
    spansOf(day).some(({ from, to }) => minute >= from && minute < to) ||
    spansOf(day - 1).some(({ to }) => minute + dayMinutes < to)
  );
}

/**
 * The same, asked again and again of nearly the same time: nothing in a calendar changes within a minute, so the last minute's answer is kept.
 */
export function createWithin(calendar: Calendar): (at: number) => boolean {
  let minute = Number.NaN;
  let answer = false;
  return (at) => {
    const now = Math.floor(at / minuteMs);
    if (now !== minute) {
      answer = isWithin(calendar, now * minuteMs);
      minute = now;
    }
    return answer;
  };
}
