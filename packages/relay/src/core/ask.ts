import type { Engagement, Rep, Site } from '../ports/index.ts';

/** What a conversation asks of whoever answers it. */
export interface Ask {
  /** A team of the route, before the others. */
  readonly team?: string;
  /** All of them. */
  readonly skills?: readonly string[];
  /** The visitor's, BCP 47: a preference within a team. */
  readonly language?: string;
}

type Asking = Pick<Engagement, 'team' | 'skills' | 'language' | 'reason'>;

/** What the rule or a colleague asked for, and what the site's file says of the reason. A team that is named counts before the reason's. */
export function askOf(site: Pick<Site, 'reasons'> | undefined, { team, skills, language, reason }: Asking): Ask {
  const byReason = reason === undefined ? undefined : site?.reasons?.[reason];
  const wanted = [...new Set([...(skills ?? []), ...(byReason?.skills ?? [])])];
  const first = team ?? byReason?.team;
  return {
    ...(first === undefined ? {} : { team: first }),
    ...(wanted.length === 0 ? {} : { skills: wanted }),
    ...(language === undefined ? {} : { language }),
  };
}

export function hasSkills(rep: Pick<Rep, 'skills'>, wanted: readonly string[] = []): boolean {
  return wanted.every((skill) => rep.skills?.includes(skill) === true);
}

const primary = (tag: string): string => tag.toLowerCase().split('-', 1)[0] ?? '';

/** Does the rep write the visitor's language? `de` answers `de-AT`. Who names no language writes any; so does whoever is asked for none. */
export function writesLanguage({ languages }: Pick<Rep, 'languages'>, language: string | undefined): boolean {
  if (languages === undefined || language === undefined) return true;
  return languages.some((one) => primary(one) === primary(language));
}
