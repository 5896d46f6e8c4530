import { randomBytes } from 'node:crypto';
import type { DirectoryPort, Rep, Site, Team } from '../ports/index.ts';
import { send } from './connection.ts';
import type { Reply } from './connection.ts';
import { keys } from './keys.ts';
import type { Connections } from './open.ts';
import { asList, asNumber, asOptional, asText, defineScript, timeArg } from './script.ts';

const applyDirectory = defineScript('apply-directory');
const loadDirectory = defineScript('load-directory');
const putTicket = defineScript('put-ticket');
const takeTicket = defineScript('take-ticket');
const readSignIn = defineScript('read-sign-in');
const revokeSignIns = defineScript('revoke-sign-ins');
const failures = defineScript('failures');

/** Kept this long beyond their end, so that a clock that steps back a little finds what it found before. */
const keepMs = 3_600_000;

function all<T extends { readonly id: string }>(reply: Reply | undefined): readonly T[] {
  const items = asList(reply ?? []).map((json) => JSON.parse(asText(json)) as T);
  return items.sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function createDirectory({ appends, reads }: Connections): DirectoryPort {
  return {
    revision: async () => asNumber(await send(reads, ['GET', keys.revision()])),
    async load() {
      const [revision, sites, teams, reps] = asList(
        await loadDirectory(reads, [keys.revision(), keys.sites(), keys.teams(), keys.repRecords()], ['']),
      );
      return { revision: asNumber(revision), sites: all<Site>(sites), teams: all<Team>(teams), reps: all<Rep>(reps) };
    },
    async apply({ sites = [], teams = [], reps = [], playbooks = [] }, expectedRevision) {
      const row = (key: string) => (item: { readonly id: string }) => [key, item.id, JSON.stringify(item)];
      const reply = await applyDirectory(
        appends,
        [keys.revision(), keys.sites(), keys.teams(), keys.repRecords(), keys.playbooks()],
        [
          '',
          String(expectedRevision),
          ...sites.flatMap(row('2')),
          ...teams.flatMap(row('3')),
          ...reps.flatMap(row('4')),
          ...playbooks.flatMap(({ site, version, json }) => ['5', `${site}/${version}`, json]),
        ],
      );
      return reply === 'applied' ? { kind: 'applied', revision: expectedRevision + 1 } : { kind: 'stale' };
    },
    playbook: async (site, version) => asOptional(await send(reads, ['HGET', keys.playbooks(), `${site}/${version}`])),

    async putSignIn(hash, { rep, at, expiresAt }) {
      await send(appends, ['HSET', keys.signIn(hash), 'rep', rep, 'at', String(at), 'expiresAt', String(expiresAt)]);
      await send(appends, ['PEXPIRE', keys.signIn(hash), String(Math.max(1, expiresAt - at) + keepMs)]);
      await send(appends, ['SADD', keys.signInsOf(rep), hash]);
      await send(appends, ['PEXPIRE', keys.signInsOf(rep), String(Math.max(1, expiresAt - at) + keepMs)]);
    },
    async signIn(hash, nowMs) {
      const reply = await readSignIn(reads, [keys.signIn(hash)], [timeArg(nowMs)]);
      if (reply === null) return undefined;
      const [rep, at, expiresAt] = asList(reply);
      return { rep: asText(rep), at: asNumber(at), expiresAt: asNumber(expiresAt) };
    },
    async revokeSignIn(hash) {
      await send(appends, ['DEL', keys.signIn(hash)]);
    },
    async revokeSignIns(rep) {
      await revokeSignIns(appends, [keys.signInsOf(rep)], ['', rep, keys.signIn('')]);
    },
    async putTicket(hash, ticket, livesMs, nowMs) {
      await putTicket(
        appends,
        [keys.ticket(hash)],
        [timeArg(nowMs), String(livesMs), JSON.stringify(ticket), String(livesMs + keepMs)],
      );
    },
    async takeTicket(hash, nowMs) {
      const json = asOptional(await takeTicket(appends, [keys.ticket(hash)], [timeArg(nowMs)]));
      return json === undefined ? undefined : (JSON.parse(json) as { rep: string; signIn: string });
    },

    countFailure: async (names, nowMs) =>
      asNumber(await failures(appends, [keys.failures()], [timeArg(nowMs), 'count', ...names])),
    waitMs: async (names, nowMs) =>
      asNumber(await failures(reads, [keys.failures()], [timeArg(nowMs), 'look', ...names])),
    async clearFailures(names) {
      if (names.length > 0) await send(appends, ['HDEL', keys.failures(), ...names]);
    },
    async secret() {
      await send(appends, ['SET', keys.secret(), randomBytes(32).toString('hex'), 'NX']);
      return asText(await send(reads, ['GET', keys.secret()]));
    },
  };
}
