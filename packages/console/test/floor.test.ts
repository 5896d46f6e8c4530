import { describe, expect, it } from 'vitest';
import { byUrgency, neighbour, waitsSince } from '../src/desk/floor.ts';
import { waitLevel } from '../src/desk/waiting.ts';
import { NOON, item } from './helpers/data.ts';

describe('order on the floor', () => {
  it('[DFL1] ringing, then the longest wait, then the rest by their opening', () => {
    const items = [
      item('new', { openedAt: NOON }),
      item('old', { openedAt: NOON - 9_000 }),
      item('short', { waitingSince: NOON - 5_000 }),
      item('long', { waitingSince: NOON - 50_000 }),
      item('post', { state: 'by_message', waitingSince: NOON - 900_000 }),
      item('ring', { state: 'ringing' }),
    ];
    const names = items.toSorted(byUrgency).map(({ conversation }) => conversation.slice(4));
    expect(names).toEqual(['ring', 'long', 'short', 'old', 'new', 'post']);
  });
});

describe('waits', () => {
  it('[DFL2] count from the unanswered word, or from the opening while nobody answered', () => {
    expect(waitsSince(item('a', { waitingSince: 5 }))).toBe(5);
    expect(waitsSince(item('a', { state: 'queued', openedAt: 7 }))).toBe(7);
    expect(waitsSince(item('a', { state: 'ringing', openedAt: 7 }))).toBe(7);
    expect(waitsSince(item('a', { state: 'active', openedAt: 7 }))).toBeUndefined();
  });

  it('[DFL4] press from 30 s and are late from 60 s', () => {
    expect([0, 29_999, 30_000, 59_999, 60_000].map(waitLevel)).toEqual([
      'fresh',
      'fresh',
      'pressing',
      'pressing',
      'late',
    ]);
  });
});

describe('walking', () => {
  it('[DFL5] goes round in both directions, and begins at an end', () => {
    const order = ['a', 'b', 'c'];
    expect(neighbour(order, 'c', 1)).toBe('a');
    expect(neighbour(order, 'a', -1)).toBe('c');
    expect(neighbour(order, undefined, 1)).toBe('a');
    expect(neighbour(order, undefined, -1)).toBe('c');
    expect(neighbour(order, 'gone', 1)).toBe('a');
    expect(neighbour([], 'a', 1)).toBeUndefined();
  });
});
