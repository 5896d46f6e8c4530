import type { RepParty, Sockets, VisitorParty } from '../handlers/types.ts';

/** The values of each key that has any. Most keys have one value, which costs no set. */
function createIndex<Value extends VisitorParty | RepParty>() {
  const all = new Map<string, Value | Set<Value>>();
  return {
    add(key: string, value: Value) {
      const before = all.get(key);
      if (before === undefined) all.set(key, value);
      else if (before instanceof Set) before.add(value);
      else all.set(key, new Set([before, value]));
    },
    remove(key: string, value: Value) {
      const before = all.get(key);
      const isOver = before instanceof Set ? before.delete(value) && before.size === 0 : before === value;
      if (isOver) all.delete(key);
    },
    of(key: string): Iterable<Value> {
      const found = all.get(key);
      if (found === undefined) return [];
      return found instanceof Set ? found : [found];
    },
    keys: () => [...all.keys()],
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
