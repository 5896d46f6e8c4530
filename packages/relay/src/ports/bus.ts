/**
 * Bells between nodes. Lossy by contract: whoever needs the truth reads the store, and a slow poll covers bells that were lost.
 *
 * Topics: `cnv/<id>` an entry or the record changed; `vis/<id>`; `team/<id>` the floor changed; `site/<id>` journal grew; `rep/<id>`
 * sign-in revoked; `directory`. A message is a short JSON text, empty, or one word.
 *
 * The store rings by itself, with an empty message, once the change is durable: `cnv/` after a record (not after a context or a read mark),
 * and with `entry` where only the log grew and the record is as it was; `vis/` after a visitor's record, `team/` after a change of the floor (a renewal that changes nobody's presence is none),
 * `site/` after new journal items, `rep/` after `revokeSignIns`, `directory` after `apply`. Handlers ring only for what no store operation says.
 * More bells than changes are allowed.
 */
export interface BusPort {
  ring(topic: string, message?: string): void;
  /** Resolves once the subscription stands. A listener must not throw. */
  listen(topic: string, listener: (message: string) => void): Promise<() => void>;
}
