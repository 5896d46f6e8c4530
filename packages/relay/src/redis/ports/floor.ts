import type { FloorPort } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Links } from '../links.ts';
import { assignMessage } from '../scripts/assign-message.ts';
import { claimRep } from '../scripts/claim-rep.ts';
import { confirmClaim } from '../scripts/confirm-claim.ts';
import { dequeue } from '../scripts/dequeue.ts';
import { endGrant } from '../scripts/end-grant.ts';
import { enqueue } from '../scripts/enqueue.ts';
import { noteMissed } from '../scripts/note-missed.ts';
import { pause } from '../scripts/pause.ts';
import { createPosition } from '../scripts/position.ts';
import { putMessage } from '../scripts/put-message.ts';
import { rank } from '../scripts/rank.ts';
import { recount } from '../scripts/recount.ts';
import { releaseClaim } from '../scripts/release-claim.ts';
import { removeMessage } from '../scripts/remove-message.ts';
import { renewPresence } from '../scripts/renew-presence.ts';
import { restoreClaim } from '../scripts/restore-claim.ts';
import { setStatus } from '../scripts/set-status.ts';
import { snapshot } from '../scripts/snapshot.ts';
import { takeGrant } from '../scripts/take-grant.ts';
import { time } from '../scripts/time.ts';

export function createFloor({ writes, reads }: Links): FloorPort {
  return {
    setStatus: (team, rep, status, nowMs) => setStatus(writes, team, rep, status, nowMs),
    renewPresence: (team, node, reps, nowMs) => renewPresence(writes, team, node, reps, nowMs),
    claimRep: (request, nowMs) => claimRep(writes, request, nowMs),
    confirmClaim: (team, claim, dueAfterMs, nowMs) => confirmClaim(writes, team, claim, dueAfterMs, nowMs),
    releaseClaim: (team, claim, nowMs) => releaseClaim(writes, team, claim, nowMs),
    restoreClaim: (team, claim, nowMs) => restoreClaim(writes, team, claim, nowMs),
    hasClaim: async (team, claim) => (await reads.send(['HEXISTS', keys.claims(team), claim])) === 1,
    enqueue: (team, item) => enqueue(writes, team, item),
    dequeue: (team, conversation) => dequeue(writes, team, conversation),
    putByMessage: (team, item) => putMessage(writes, team, item),
    removeByMessage: (team, conversation) => removeMessage(writes, team, conversation),
    isByMessage: async (team, conversation) =>
      (await reads.send(['HEXISTS', keys.messageSites(team), conversation])) === 1,
    assignByMessage: (request, nowMs) => assignMessage(writes, request, nowMs),
    position: createPosition(reads),
    // It may have to say who the candidates are.
    rank: (request, nowMs) => rank(writes, request, nowMs),
    pause: (team, rep, cause, nowMs) => pause(writes, team, rep, cause, nowMs),
    noteMissed: (team, rep, claim) => noteMissed(writes, team, rep, claim),
    async resetMissed(team, rep) {
      await writes.send(['HDEL', keys.missed(team), rep]);
    },
    takeGrant: (team, request, nowMs) => takeGrant(writes, team, request, nowMs),
    endGrant: (team, grant, nowMs) => endGrant(writes, team, grant, nowMs),
    recount: (team, nowMs) => recount(writes, team, nowMs),
    time: (team, nowMs) => time(reads, team, nowMs),
    snapshot: (team, nowMs) => snapshot(reads, team, nowMs),
  };
}
