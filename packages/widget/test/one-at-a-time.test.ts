import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../src/ui/one-at-a-time.ts';

describe('one at a time', () => {
  it('is run again after itself, once, where it was asked for meanwhile', () => {
    const did: string[] = [];
    const run = oneAtATime(() => {
      did.push('begins');
      if (did.length === 1) {
        run();
        run();
      }
      did.push('ends');
    });
    run();
    expect(did).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('one that threw is not the last', () => {
    let times = 0;
    const run = oneAtATime(() => {
      if (++times === 1) throw new Error('the first');
    });
    expect(run).toThrow('the first');
    run();
    expect(times).toBe(2);
  });
});
