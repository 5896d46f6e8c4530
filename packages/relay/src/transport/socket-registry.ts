import type { RepParty, Sockets, VisitorParty } from '../handlers/types.ts';

/** A set per key that disappears when it is empty. */
function createIndex<Value>() {
  const sets = new Map<string, Set<Value>>();
  return {
    add(key: string, value: Value) {
      const set = sets.get(key);
      if (set === undefined) sets.set(key, new Set([value]));
      else set.add(value);
    },
    remove(key: string, value: Value) {
      const set = sets.get(key);
      if (set?.delete(value) === true && set.size === 0) sets.delete(key);
    },
    of: (key: string): ReadonlySet<Value> => sets.get(key) ?? new Set<Value>(),
    keys: () => [...sets.keys()],
  };
}

/** Who is connected to this node. */
export interface SocketRegistry extends Sockets {
  add(party: VisitorParty | RepParty): void;
  remove(party: VisitorParty | RepParty): void;
}

export function createSocketRegistry(): SocketRegistry {
  const byVisitor = createIndex<VisitorParty>();
  const bySite = createIndex<VisitorParty>();
  const byRep = createIndex<RepParty>();
  const byTeam = createIndex<RepParty>();
  return {
    add(party) {
      if (party.kind === 'visitor') {
        byVisitor.add(party.visitor, party);
        bySite.add(party.site, party);
      } else {
        byRep.add(party.rep, party);
        byTeam.add(party.team, party);
      }
    },
    remove(party) {
      if (party.kind === 'visitor') {
        byVisitor.remove(party.visitor, party);
        bySite.remove(party.site, party);
      } else {
        byRep.remove(party.rep, party);
        byTeam.remove(party.team, party);
      }
    },
    visitorsOf: (visitor) => byVisitor.of(visitor),
    visitorsAt: (site) => bySite.of(site),
    repsOf: (rep) => byRep.of(rep),
    teamOf: (team) => byTeam.of(team),
    connectedReps: (team) => [...new Set([...byTeam.of(team)].map((party) => party.rep))],
    teams: () => byTeam.keys(),
  };
}
