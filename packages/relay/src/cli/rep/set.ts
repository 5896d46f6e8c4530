import type { Rep } from '../../ports/index.ts';
import type { CliHost } from '../host.ts';
import { UsageError } from '../host.ts';
import { changeRep } from './change.ts';
import { skillsOf } from './skills.ts';
import { languagesOf, weightOf } from './work.ts';

interface Setting {
  readonly change: (rep: Rep) => Rep;
  readonly said: string;
}

function skillSetting(text: string): Setting {
  const skills = skillsOf(text);
  return {
    change: ({ skills: _before, ...rep }) => (skills.length === 0 ? rep : { ...rep, skills }),
    said: skills.length === 0 ? 'has no skills any more' : `knows ${skills.join(', ')}`,
  };
}

function languageSetting(text: string): Setting {
  const languages = languagesOf(text);
  return {
    change: ({ languages: _before, ...rep }) => (languages.length === 0 ? rep : { ...rep, languages }),
    said: languages.length === 0 ? 'writes any language' : `writes ${languages.join(', ')}`,
  };
}

function weightSetting(text: string): Setting {
  const weight = weightOf(text);
  return {
    change: ({ weight: _before, ...rep }) => (weight === 1 ? rep : { ...rep, weight }),
    said: weight === 1 ? 'gets conversations like everybody' : `gets ${Math.round(weight * 100)} % of a full share`,
  };
}

const settings: readonly (readonly [string, (text: string) => Setting])[] = [
  ['skill', skillSetting],
  ['language', languageSetting],
  ['weight', weightSetting],
];

/** What the rep knows and writes, and how much of the work falls to the rep; each whole: what is not named is forgotten. @throws UsageError */
export async function repSet(host: CliHost, who: string, option: (name: string) => string | undefined): Promise<void> {
  const wanted = settings.flatMap(([name, read]) => {
    const text = option(name);
    return text === undefined ? [] : [read(text)];
  });
  if (wanted.length === 0) throw new UsageError('What is to be set? --skill, --language or --weight.');
  const change = (rep: Rep): Rep => wanted.reduce((changed, one) => one.change(changed), rep);
  const { email } = await changeRep(host, who, { change, isSigningOut: false });
  for (const { said } of wanted) host.print(`${email} ${said}.`);
}
