import type { DirectoryPort } from '../../ports/index.ts';
import type { Announce } from '../engine/bells.ts';
import type { Engine } from '../engine/engine.ts';

/** Sign-ins that ended this long before a new one begins are forgotten. */
const forgetAfterMs = 86_400_000;

export function createSignIns(
  engine: Engine,
  announce: Announce,
): Pick<DirectoryPort, 'putSignIn' | 'signIn' | 'revokeSignIn' | 'revokeSignIns'> {
  const put = engine.query('INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?, ?)');
  const find = engine.query<{ rep: string; at: number; expires_at: number }>(
    'SELECT rep, at, expires_at FROM sign_ins WHERE hash = ?',
  );
  const forget = engine.query('DELETE FROM sign_ins WHERE expires_at <= ?');
  const revoke = engine.query('DELETE FROM sign_ins WHERE hash = ?');
  const revokeAll = engine.query('DELETE FROM sign_ins WHERE rep = ?');

  return {
    putSignIn: (hash, { rep, at, expiresAt }) =>
      engine.write(() => {
        forget.run(at - forgetAfterMs);
        put.run(hash, rep, at, expiresAt);
      }),
    signIn: (hash, nowMs) =>
      engine.read((now) => {
        const row = find.get(hash);
        return row === undefined || row.expires_at <= now
          ? undefined
          : { rep: row.rep, at: row.at, expiresAt: row.expires_at };
      }, nowMs),
    revokeSignIn: (hash) => engine.write(() => void revoke.run(hash)),
    revokeSignIns: (rep) =>
      engine.write((turn) => {
        revokeAll.run(rep);
        announce(turn, `rep/${rep}`);
      }),
  };
}
