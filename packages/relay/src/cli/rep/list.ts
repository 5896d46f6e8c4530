import type { CliHost } from '../host.ts';
import { withStore } from '../host.ts';

export async function repList(host: CliHost): Promise<void> {
  const { reps } = await withStore(host, (store) => store.directory.load());
  for (const { id, name, email, role, team, skills = [], isDisabled } of reps) {
    host.print(
      `${id}  ${name} <${email}>, ${role} in ${team}${skills.length === 0 ? '' : `, knows ${skills.join(', ')}`}${isDisabled ? ', disabled' : ''}`,
    );
  }
  if (reps.length === 0) host.print('There is no rep yet. "tillside rep create" makes one.');
}
