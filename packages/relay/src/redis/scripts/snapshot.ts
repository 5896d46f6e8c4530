import type { Status } from '@tillside/protocol';
import { inOrder } from '../../core/queue.ts';
import { byMessageShown, presenceGraceMs } from '../../ports/index.ts';
import type { AwayCause, Claim, FloorSnapshot, Grant, NowMs, RepOnFloor } from '../../ports/index.ts';
import { keys, keysOfQueue } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { splitFields } from '../script/fields.ts';
import { asList, asNumber, asOptional, asRows, asText } from '../script/reply.ts';
import { itemsOf } from './lib/item.ts';
import { turnsOf } from './lib/turns.ts';

const script = defineScript('snapshot', ['floor', 'places']);

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

function grantOf(grant: string, text: string): Grant {
  const [until = '', at = '', site = '', conversation = '', value = ''] = splitFields(text);
  return {
    ...{ grant, site, conversation, at: Number(at), until: Number(until) },
    ...(value === '' ? {} : { value: Number(value) }),
  };
}

/** @param row rep, standing, until when a lease runs if there was ever one, rings missed if any, claims */
function repOf(row: readonly Reply[], at: number): RepOnFloor {
  const [rep, value, end, missed] = [asText(row[0]), asText(row[1]), asOptional(row[2]), asOptional(row[3])];
  const [status = 'offline', idleSince = '0', cause = ''] = splitFields(value);
  return {
    rep,
    status: status as Status,
    isPresent: end !== undefined && at < Number(end),
    isLost: end === undefined || at >= Number(end) + presenceGraceMs,
    load: asNumber(row[4]),
    idleSince: Number(idleSince),
    ...(cause === '' ? {} : { cause: cause as AwayCause }),
    ...(missed === undefined ? {} : { missed: Number(missed) }),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The whole floor as of one moment. */
export async function snapshot(link: Link, team: string, nowMs: NowMs): Promise<FloorSnapshot> {
  const slot = [
    keys.reps(team),
    keys.present(team),
    keys.loads(team),
    keys.claims(team),
    ...keysOfQueue(team),
    keys.messages(team),
    keys.messageSites(team),
    keys.turns(team),
    keys.grants(team),
    keys.missed(team),
    keys.floorVersion(team),
  ];
  const answer = await script(link, slot, [String(byMessageShown)], nowMs);
  const [time, reps, claims, queue, byMessage, ahead, grants, version] = asList(answer);
  const at = asNumber(time);
  const standing = asRows(claims, 2).map(([claim, value]) => claimOf(asText(claim), asText(value)));
  const turns = turnsOf(ahead);
  const underWay = asRows(grants, 2).map(([grant, value]) => grantOf(asText(grant), asText(value)));
  return {
    at,
    reps: asRows(reps, 5)
      .map((row) => repOf(row, at))
      .sort((a, b) => byText(a.rep, b.rep)),
    claims: standing.sort((a, b) => byText(a.claim, b.claim)),
    queue: inOrder(itemsOf(queue), turns),
    byMessage: itemsOf(byMessage),
    turns,
    grants: underWay.filter(({ until }) => until > at).sort((a, b) => byText(a.grant, b.grant)),
    version: asNumber(version),
  };
}
