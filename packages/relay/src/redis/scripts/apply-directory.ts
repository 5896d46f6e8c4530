import type { DirectoryChange, DirectoryPort } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { unexpected } from '../script/reply.ts';

const script = defineScript('apply-directory');

/** The playbook hash's field of one version. */
export function playbookField(site: string, version: string): string {
  return `${site}/${version}`;
}

/** Writes a change whole at the expected revision, or nothing. */
export async function applyDirectory(
  link: Link,
  { sites = [], teams = [], reps = [], playbooks = [] }: DirectoryChange,
  expectedRevision: number,
): ReturnType<DirectoryPort['apply']> {
  const row = (key: string) => (item: { readonly id: string }) => [key, item.id, JSON.stringify(item)];
  const reply = await script(
    link,
    [keys.revision(), keys.sites(), keys.teams(), keys.repRecords(), keys.playbooks()],
    [
      String(expectedRevision),
      ...sites.flatMap(row('2')),
      ...teams.flatMap(row('3')),
      ...reps.flatMap(row('4')),
      ...playbooks.flatMap(({ site, version, json }) => ['5', playbookField(site, version), json]),
    ],
  );
  switch (reply) {
    case 'applied':
      return { kind: reply, revision: expectedRevision + 1 };
    case 'stale':
      return { kind: reply };
    default:
      throw unexpected('what became of a change', reply);
  }
}
