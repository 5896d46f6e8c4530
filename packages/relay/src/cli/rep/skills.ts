import { UsageError } from '../host.ts';

const most = 20;

/** Skills as they are typed, with commas between, in the form in which a playbook names them. @throws UsageError */
export function skillsOf(text: string): readonly string[] {
  const skills = [...new Set(text.split(',').map((skill) => skill.trim()))].filter((skill) => skill !== '');
  const wrong = skills.find((skill) => !/^[A-Za-z0-9][\w-]{0,63}$/.test(skill));
  if (wrong !== undefined)
    throw new UsageError(
      `--skill ${JSON.stringify(wrong)}: a skill is letters, digits, - and _, such as fitting or fr.`,
    );
  if (skills.length > most) throw new UsageError(`--skill names ${skills.length} skills; ${most} are the most.`);
  return skills.toSorted();
}
