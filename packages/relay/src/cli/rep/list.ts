import type { CliHost } from '../host.ts';
import { withStore } from '../host.ts';

export async function repList(host: CliHost): Promise<void> {
  const { reps } = await withStore(host, (store) => store.directory.load());
  for (const { id, name, email, role, team, skills = [], languages = [], weight = 1, isDisabled } of reps) {
    const parts = [
      `${id}  ${name} <${email}>`,
      `${role} in ${team}`,
      ...(skills.length === 0 ? [] : [`knows ${skills.join(', ')}`]),
      ...(languages.length === 0 ? [] : [`writes ${languages.join(', ')}`]),
      ...(weight === 1 ? [] : [`gets ${Math.round(weight * 100)} % of a full share`]),
      ...(isDisabled ? ['disabled'] : []),
    ];
    host.print(parts.join(', '));
  }
  if (reps.length === 0) host.print('There is no rep yet. "tillside rep create" makes one.');
}
