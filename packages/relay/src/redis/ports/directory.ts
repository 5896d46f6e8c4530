import type { DirectoryPort } from '../../ports/index.ts';
import { makeSecret } from '../commands/make-secret.ts';
import { keys } from '../keys.ts';
import type { Links } from '../links.ts';
import { asNumber, asOptional } from '../script/reply.ts';
import { applyDirectory, playbookField } from '../scripts/apply-directory.ts';
import { countFailure } from '../scripts/count-failure.ts';
import { failureWait } from '../scripts/failure-wait.ts';
import { loadDirectory } from '../scripts/load-directory.ts';
import { putSignIn } from '../scripts/put-sign-in.ts';
import { putTicket } from '../scripts/put-ticket.ts';
import { readSignIn } from '../scripts/read-sign-in.ts';
import { revokeSignIns } from '../scripts/revoke-sign-ins.ts';
import { takeTicket } from '../scripts/take-ticket.ts';

export function createDirectory({ writes, reads }: Links): DirectoryPort {
  return {
    revision: async () => asNumber((await reads.send(['GET', keys.revision()])) ?? 0),
    load: () => loadDirectory(reads),
    apply: (change, expectedRevision) => applyDirectory(writes, change, expectedRevision),
    playbook: async (site, version) =>
      asOptional(await reads.send(['HGET', keys.playbooks(), playbookField(site, version)])),

    putSignIn: (hash, signIn) => putSignIn(writes, hash, signIn),
    signIn: (hash, nowMs) => readSignIn(reads, hash, nowMs),
    async revokeSignIn(hash) {
      await writes.send(['DEL', keys.signIn(hash)]);
    },
    revokeSignIns: (rep) => revokeSignIns(writes, rep),
    putTicket: (hash, ticket, livesMs, nowMs) => putTicket(writes, hash, ticket, livesMs, nowMs),
    takeTicket: (hash, nowMs) => takeTicket(writes, hash, nowMs),

    countFailure: (names, nowMs) => countFailure(writes, names, nowMs),
    waitMs: (names, nowMs) => failureWait(reads, names, nowMs),
    async clearFailures(names) {
      if (names.length > 0) await writes.send(['DEL', ...names.map(keys.failures)]);
    },
    secret: () => makeSecret(writes),
  };
}
