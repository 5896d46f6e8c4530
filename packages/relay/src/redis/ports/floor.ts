import type { FloorPort } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Links } from '../links.ts';
import { asNumber } from '../script/reply.ts';
import { claimRep } from '../scripts/claim-rep.ts';
import { confirmClaim } from '../scripts/confirm-claim.ts';
import { dequeue } from '../scripts/dequeue.ts';
import { enqueue } from '../scripts/enqueue.ts';
import { releaseClaim } from '../scripts/release-claim.ts';
import { renewPresence } from '../scripts/renew-presence.ts';
import { restoreClaim } from '../scripts/restore-claim.ts';
import { setStatus } from '../scripts/set-status.ts';
import { snapshot } from '../scripts/snapshot.ts';

export function createFloor({ writes, reads }: Links): FloorPort {
  return {
    setStatus: (team, rep, status, nowMs) => setStatus(writes, team, rep, status, nowMs),
    renewPresence: (team, node, reps, nowMs) => renewPresence(writes, team, node, reps, nowMs),
    claimRep: (request, nowMs) => claimRep(writes, request, nowMs),
    confirmClaim: (team, claim, dueAfterMs, nowMs) => confirmClaim(writes, team, claim, dueAfterMs, nowMs),
    releaseClaim: (team, claim, nowMs) => releaseClaim(writes, team, claim, nowMs),
    restoreClaim: (team, claim, nowMs) => restoreClaim(writes, team, claim, nowMs),
    enqueue: (team, item) => enqueue(writes, 'queue', team, item),
    dequeue: (team, conversation) => dequeue(writes, 'queue', team, conversation),
    putByMessage: (team, item) => enqueue(writes, 'messages', team, item),
    removeByMessage: (team, conversation) => dequeue(writes, 'messages', team, conversation),
    async position(team, conversation) {
      const rank = await reads.send(['ZRANK', keys.queue(team), conversation]);
      return rank === null ? 0 : asNumber(rank) + 1;
    },
    // Until the store keeps them: nothing is counted, nobody is ranked.
    rank: async () => ({ version: 0, reps: [], reason: 'nobody' }),
    pause: async () => 'unchanged',
    noteMissed: async () => 0,
    resetMissed: async () => {},
    takeGrant: async () => ({ kind: 'taken', live: 0 }),
    endGrant: async () => 'unknown',
    snapshot: (team, nowMs) => snapshot(reads, team, nowMs),
  };
}
