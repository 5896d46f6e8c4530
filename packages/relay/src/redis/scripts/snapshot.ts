import type { Status } from '@tillside/protocol';
import { byMessageShown, presenceGraceMs } from '../../ports/index.ts';
import type { Claim, FloorSnapshot, NowMs, QueueItem, RepOnFloor } from '../../ports/index.ts';
import { keys, keysOfList } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { splitFields } from '../script/fields.ts';
import { asList, asNumber, asOptional, asRows, asText } from '../script/reply.ts';

const script = defineScript('snapshot', ['floor']);

function claimOf(claim: string, value: string): Claim {
  const [rep = '', state = '', dueAt = '', at = '', site = '', conversation = ''] = splitFields(value);
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

/** @param end until when a lease runs, if there was ever one */
function repOf(rep: string, value: string, end: string | undefined, at: number, load: number): RepOnFloor {
  const [status = 'offline', idleSince = '0'] = splitFields(value);
  return {
    rep,
    status: status as Status,
    isPresent: end !== undefined && at < Number(end),
    isLost: end === undefined || at >= Number(end) + presenceGraceMs,
    load,
    idleSince: Number(idleSince),
  };
}

function itemsOf(places: Reply | undefined): readonly QueueItem[] {
  return asRows(places, 3).map(([conversation, queuedAt, site]) => ({
    conversation: asText(conversation),
    site: asText(site),
    queuedAt: asNumber(queuedAt),
  }));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The whole floor as of one moment. */
export async function snapshot(link: Link, team: string, nowMs: NowMs): Promise<FloorSnapshot> {
  const slot = [
    keys.reps(team),
    keys.leases(team),
    keys.claims(team),
    ...keysOfList('queue', team),
    ...keysOfList('messages', team),
  ];
  const answer = await script(link, slot, [String(byMessageShown)], nowMs);
  const [time, reps, claims, queue, byMessage] = asList(answer);
  const at = asNumber(time);
  const standing = asRows(claims, 2).map(([claim, value]) => claimOf(asText(claim), asText(value)));
  const loads = new Map<string, number>();
  for (const { rep } of standing) loads.set(rep, (loads.get(rep) ?? 0) + 1);
  const onFloor = asRows(reps, 3).map(([rep, value, end]) => {
    const name = asText(rep);
    return repOf(name, asText(value), asOptional(end), at, loads.get(name) ?? 0);
  });
  return {
    at,
    reps: onFloor.sort((a, b) => byText(a.rep, b.rep)),
    claims: standing.sort((a, b) => byText(a.claim, b.claim)),
    queue: itemsOf(queue),
    byMessage: itemsOf(byMessage),
    turns: {},
    grants: [],
    version: 0,
  };
}
