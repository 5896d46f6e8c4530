import type { DirectoryPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

/** Tickets that nobody took are forgotten this long after their end. */
const forgetAfterMs = 3_600_000;

export function createTickets(engine: Engine): Pick<DirectoryPort, 'putTicket' | 'takeTicket'> {
  const put = engine.query('INSERT OR REPLACE INTO tickets VALUES (?, ?, ?, ?)');
  const forget = engine.query('DELETE FROM tickets WHERE expires_at <= ?');
  const take = engine.query<{ rep: string; sign_in: string; expires_at: number }>(
    'DELETE FROM tickets WHERE hash = ? RETURNING rep, sign_in, expires_at',
  );
  return {
    putTicket: (hash, { rep, signIn }, livesMs, nowMs) =>
      engine.write((turn) => {
        forget.run(turn.now - forgetAfterMs);
        put.run(hash, rep, signIn, turn.now + livesMs);
      }, nowMs),
    takeTicket: (hash, nowMs) =>
      engine.write((turn) => {
        const row = take.get(hash);
        return row === undefined || row.expires_at <= turn.now ? undefined : { rep: row.rep, signIn: row.sign_in };
      }, nowMs),
  };
}
