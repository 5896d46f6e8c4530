import type { Fault } from '../fault.ts';
import { bellsLost } from './bells-lost.ts';
import { duplicatedTab } from './duplicated-tab.ts';
import { halfOpen } from './half-open.ts';
import { redisFreeze } from './redis-freeze.ts';
import { redisKill } from './redis-kill.ts';
import { relayKill } from './relay-kill.ts';

/** What `npm test` makes, one after another among the same people. */
export const shortFaults: readonly Fault[] = [relayKill, redisKill, redisFreeze, bellsLost, halfOpen, duplicatedTab];

export const allFaults: readonly Fault[] = [...shortFaults];
