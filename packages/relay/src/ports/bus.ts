/**
 * Bells between nodes. Lossy by contract: whoever needs the truth reads the store, and a slow poll covers bells that were lost.
 *
 * Topics: `cnv/<id>` an entry or the record changed; `vis/<id>`; `team/<id>` the floor changed; `site/<id>` journal grew; `rep/<id>`
 * sign-in revoked; `directory`. A message is a short JSON text or empty.
 */
export interface BusPort {
  ring(topic: string, message?: string): void;
  /** Resolves once the subscription stands. A listener must not throw. */
  listen(topic: string, listener: (message: string) => void): Promise<() => void>;
}
