import type { Playbook, Rule } from '@tillside/rules';
import type { DirectoryChange, Rep, Site, Team } from '../../../src/ports/index.ts';
import type { TestRelayWorld } from './node.ts';
import { playbook } from './shop.ts';

/** Writes into the directory, and lets the node read it. */
export async function changeDirectory({ store, node, clock }: TestRelayWorld, change: DirectoryChange): Promise<void> {
  await store.directory.apply(change, await store.directory.revision());
  await node.refresh();
  await clock.settle();
}

/** Changes `site_alpha`; playbooks are published with their `version`. */
export async function changeSite(
  relay: TestRelayWorld,
  change: Partial<Site>,
  ...playbooks: readonly Playbook[]
): Promise<void> {
  const site = (await relay.store.directory.load()).sites.find(({ id }) => id === 'site_alpha');
  if (site === undefined) throw new Error('the shop has no site_alpha');
  await changeDirectory(relay, {
    sites: [{ ...site, ...change }],
    playbooks: playbooks.map((one) => ({ site: site.id, version: one.version, json: JSON.stringify(one) })),
  });
}

export async function changeRep(relay: TestRelayWorld, id: string, change: Partial<Rep>): Promise<void> {
  const rep = (await relay.store.directory.load()).reps.find((one) => one.id === id);
  if (rep === undefined) throw new Error(`the shop has no ${id}`);
  await changeDirectory(relay, { reps: [{ ...rep, ...change }] });
}

export async function changeTeam(relay: TestRelayWorld, id: string, change: Partial<Team>): Promise<void> {
  const team = (await relay.store.directory.load()).teams.find((one) => one.id === id);
  if (team === undefined) throw new Error(`the shop has no ${id}`);
  await changeDirectory(relay, { teams: [{ ...team, ...change }] });
}

/** The rule `leaving` of the shop, changed. */
export function leaving(change: Partial<Rule> = {}): Rule {
  const [rule] = playbook.rules;
  if (rule === undefined) throw new Error('the shop has no rule');
  return { ...rule, ...change };
}
