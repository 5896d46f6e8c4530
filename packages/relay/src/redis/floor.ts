import type { Status } from '@tillside/protocol';
import { presenceGraceMs, presenceLeaseMs } from '../ports/index.ts';
import type { Claim, FloorPort, RepOnFloor } from '../ports/index.ts';
import { send } from './connection.ts';
import type { Reply } from './connection.ts';
import { keys } from './keys.ts';
import type { Connections } from './open.ts';
import { asList, asNumber, asOptional, asText, defineFloorScript, timeArg } from './script.ts';

const claimRep = defineFloorScript('claim-rep');
const confirmClaim = defineFloorScript('confirm-claim');
const releaseClaim = defineFloorScript('release-claim');
const restoreClaim = defineFloorScript('restore-claim');
const setStatus = defineFloorScript('set-status');
const renewPresence = defineFloorScript('renew-presence');
const enqueue = defineFloorScript('enqueue');
const dequeue = defineFloorScript('dequeue');
const snapshotScript = defineFloorScript('snapshot');

/** A lease this long over is forgotten: nodes get a new name with every start. */
const forgetAfterMs = 3_600_000;

function claimOf(claim: string, value: string): Claim {
  const [rep = '', state = '', dueAt = '', at = '', site = '', conversation = ''] = value.split('|');
  return {
    claim,
    rep,
    site,
    conversation,
    state: state as Claim['state'],
    ...(dueAt === '' ? {} : { dueAt: Number(dueAt) }),
    at: Number(at),
  };
}

/** Splits a flat list into rows of `width`. */
function rows(reply: Reply | undefined, width: number): readonly (readonly Reply[])[] {
  const flat = asList(reply ?? []);
  return Array.from({ length: flat.length / width }, (_, index) => flat.slice(index * width, (index + 1) * width));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function createFloor({ appends, reads }: Connections): FloorPort {
  return {
    async setStatus(team, rep, status, nowMs) {
      await setStatus(appends, [keys.reps(team)], [timeArg(nowMs), team, rep, status]);
    },
    async renewPresence(team, node, reps, nowMs) {
      await renewPresence(
        appends,
        [keys.leases(team), keys.reps(team)],
        [timeArg(nowMs), team, node, String(presenceLeaseMs), String(forgetAfterMs), ...reps],
      );
    },
    async claimRep(
      { team, claim, site, conversation, state, dueAfterMs, candidates, prefer = '', exclude = [] },
      nowMs,
    ) {
      const args = [
        timeArg(nowMs),
        team,
        claim,
        site,
        conversation,
        state,
        String(dueAfterMs),
        prefer,
        String(candidates.length),
      ];
      const [kind, detail, dueAt] = asList(
        await claimRep(
          appends,
          [keys.reps(team), keys.leases(team), keys.claims(team)],
          [...args, ...candidates.flatMap(({ rep, capacity }) => [rep, String(capacity)]), ...exclude],
        ),
      );
      return kind === 'claimed'
        ? { kind, rep: asText(detail), dueAt: asNumber(dueAt) }
        : { kind: 'none', reason: detail === 'nobody' ? 'nobody' : 'at_capacity' };
    },
    async confirmClaim(team, claim, dueAfterMs, nowMs) {
      const reply = await confirmClaim(
        appends,
        [keys.claims(team)],
        [timeArg(nowMs), team, claim, String(dueAfterMs ?? '')],
      );
      return reply === 'confirmed' ? 'confirmed' : 'unknown';
    },
    async releaseClaim(team, claim, nowMs) {
      const reply = await releaseClaim(appends, [keys.claims(team), keys.reps(team)], [timeArg(nowMs), team, claim]);
      return reply === 'released' ? 'released' : 'unknown';
    },
    async restoreClaim(team, { claim, rep, state, dueAt, at, site, conversation }, nowMs) {
      const value = [rep, state, dueAt ?? '', at, site, conversation].join('|');
      await restoreClaim(appends, [keys.claims(team), keys.reps(team)], [timeArg(nowMs), team, claim, value, rep]);
    },
    async enqueue(team, { conversation, site, queuedAt }) {
      await enqueue(
        appends,
        [keys.queue(team), keys.queueSites(team)],
        ['', team, conversation, site, String(queuedAt)],
      );
    },
    async dequeue(team, conversation) {
      await dequeue(appends, [keys.queue(team), keys.queueSites(team)], ['', team, conversation]);
    },
    async position(team, conversation) {
      const rank = await send(reads, ['ZRANK', keys.queue(team), conversation]);
      return rank === null ? 0 : Number(rank) + 1;
    },
    async snapshot(team, nowMs) {
      const slot = [keys.reps(team), keys.leases(team), keys.claims(team), keys.queue(team), keys.queueSites(team)];
      const [time, reps, claims, queue] = asList(await snapshotScript(reads, slot, [timeArg(nowMs)]));
      const at = asNumber(time);
      const standing = rows(claims, 2)
        .map(([claim, value]) => claimOf(asText(claim), asText(value)))
        .sort((a, b) => byText(a.claim, b.claim));
      const onFloor = rows(reps, 3).map(([rep, value, lease]): RepOnFloor => {
        const [status = 'offline', idleSince = '0'] = asText(value).split('|');
        const end = asOptional(lease);
        const name = asText(rep);
        return {
          rep: name,
          status: status as Status,
          isPresent: end !== undefined && at < Number(end),
          isLost: end === undefined || at >= Number(end) + presenceGraceMs,
          load: standing.filter((claim) => claim.rep === name).length,
          idleSince: Number(idleSince),
        };
      });
      return {
        at,
        reps: onFloor.sort((a, b) => byText(a.rep, b.rep)),
        claims: standing,
        queue: rows(queue, 3).map(([conversation, queuedAt, site]) => ({
          conversation: asText(conversation),
          site: asText(site),
          queuedAt: asNumber(queuedAt),
        })),
      };
    },
  };
}
