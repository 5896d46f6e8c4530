import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { conversations, sites, teams } from '../world.ts';

/** Looks at all there is: what no answer showed must be equal as well. */
export function lookAtEverything(now: number): Operation[] {
  const far = Number.MAX_SAFE_INTEGER;
  const later = now + 86_400_000;
  return [
    operation('directory.load', [], ({ directory }) => directory.load()),
    operation('conversations.views', [...conversations], (store) => store.conversations.views(conversations)),
    ...conversations.map((id) =>
      operation('conversations.read', [id, 0, far], (store) => store.conversations.read(id, 0, 10_000)),
    ),
    ...teams.map((team) => operation('floor.snapshot', [team, now], ({ floor }) => floor.snapshot(team, now))),
    ...sites.flatMap((site) => [
      operation('journal.read', [site], ({ journal }) => journal.read(site, undefined, 1_000)),
      operation('ledger.list', [site], ({ ledger }) => ledger.list(site, later, 1_000)),
      operation('conversations.recent', [site], (store) => store.conversations.recent(site, later, 1_000)),
    ]),
  ];
}
