import { describe, expect, it } from 'vitest';
import { endRing, expireRings, settleRings, startRing } from '../src/desk/rings.ts';
import { createFloorStore } from '../src/state/floor-store.ts';
import { NOON, floor, item } from './helpers/data.ts';

const started = (name: string, untilAt = NOON + 20_000) =>
  ({
    type: 'ring.started',
    conversation: `cnv_${name}`,
    engagement: `eng_${name}`,
    site: 'site_halden',
    untilAt,
  }) as const;
const ended = (name: string, cause: 'accepted' | 'no_answer' | 'declined' | 'gone') =>
  ({ type: 'ring.ended', conversation: `cnv_${name}`, engagement: `eng_${name}`, cause }) as const;

const deaf = { onEnded: () => undefined, onBegun: () => undefined };

describe('what rings', () => {
  it('[DRI2] rings until the relay ends it, for that engagement only', () => {
    const rings = startRing([], started('a'));
    expect(endRing(rings, { ...ended('a', 'gone'), engagement: 'eng_other' })).toEqual(rings);
    expect(endRing(rings, ended('a', 'gone'))).toEqual([]);
  });

  it('[DRI2] rings once, however often it is said', () => {
    expect(startRing(startRing([], started('a')), started('a'))).toHaveLength(1);
  });

  it('[DRI2] is taken as gone when it is overdue and nobody said so', () => {
    const rings = startRing([], started('a'));
    expect(expireRings(rings, NOON + 22_000)).toBe(rings);
    expect(expireRings(rings, NOON + 23_001)).toEqual([]);
  });

  it('[DRI3] rings by the floor alone', () => {
    expect(settleRings([], [item('a', { state: 'ringing' })], NOON)).toEqual([
      { conversation: 'cnv_a', engagement: 'eng_a', site: 'site_halden', untilAt: undefined, isOnFloor: true },
    ]);
  });

  it('[DRI3] stops when the floor shows another state, and waits for a floor that does not know it yet', () => {
    const rings = startRing([], started('a'));
    expect(settleRings(rings, [item('a', { state: 'active' })], NOON)).toEqual([]);
    expect(settleRings(rings, [], NOON)).toEqual(rings);
    expect(settleRings(rings, [], NOON + 60_000)).toEqual([]);
  });

  it('[DRI3] stops when the floor that showed it shows it no more', () => {
    const shown = settleRings(startRing([], started('a')), [item('a', { state: 'ringing' })], NOON);
    expect(shown).toEqual([expect.objectContaining({ untilAt: NOON + 20_000, isOnFloor: true })]);
    expect(settleRings(shown, [], NOON)).toEqual([]);
  });
});

describe('a ring that was dealt with', () => {
  const store = () => createFloorStore('available', () => NOON, { ...deaf, onRingEnded: () => undefined });

  it('[DRI4] does not come back by an older floor', () => {
    const floors = store();
    floors.onTold(started('a'));
    const ring = floors.rings.value[0];
    if (!ring) throw new Error('it should ring');
    floors.endRing(ring);
    floors.onTold(floor({ mine: [item('a', { state: 'ringing' })] }));
    expect(floors.rings.value).toEqual([]);
  });

  it('[DRI4] rings again when the relay starts it again', () => {
    const floors = store();
    floors.onTold(started('a'));
    floors.onTold(ended('a', 'no_answer'));
    floors.onTold(started('a'));
    expect(floors.rings.value).toHaveLength(1);
  });
});

describe('a ring that ended by itself', () => {
  it.each([['no_answer'], ['gone']] as const)(
    '[DRI8] by %s is told once, whether the floor or the reason came first',
    (cause) => {
      const told: string[] = [];
      const listener = {
        ...deaf,
        onRingEnded: (ring: { engagement: string }, why: string) => told.push(ring.engagement, why),
      };
      for (const floorFirst of [false, true]) {
        const floors = createFloorStore('available', () => NOON, listener);
        floors.onTold(started('a'));
        floors.onTold(floor({ mine: [item('a', { state: 'ringing' })] }));
        if (floorFirst) floors.onTold(floor({ mine: [] }));
        floors.onTold(ended('a', cause));
        floors.onTold(floor({ mine: [] }));
        floors.onTold(ended('a', cause));
        expect(told.splice(0)).toEqual(['eng_a', cause]);
      }
    },
  );

  it('[DRI8] by the rep’s own answer or pass is not told', () => {
    const told: string[] = [];
    const floors = createFloorStore('available', () => NOON, {
      ...deaf,
      onRingEnded: (ring) => told.push(ring.engagement),
    });
    for (const cause of ['accepted', 'declined'] as const) {
      floors.onTold(started('a'));
      floors.onTold(floor({ mine: [item('a', { state: 'ringing' })] }));
      floors.onTold(floor({ mine: [] }));
      floors.onTold(ended('a', cause));
    }
    expect(told).toEqual([]);
  });
});
