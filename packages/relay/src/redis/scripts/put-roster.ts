import { createHash } from 'node:crypto';
import { weightOf } from '../../core/choice.ts';
import type { Candidate, RankRequest } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { joinFields } from '../script/fields.ts';
import { asList, unexpected } from '../script/reply.ts';

const script = defineScript('put-roster');

/** Far longer than a team's candidates stay the same; then whoever asks says them again. */
const keptMs = 3_600_000;
/** Enough for one that ran out between two questions. */
const attempts = 3;

/** Whoever asks with the same list again need not go through it again. */
const names = new WeakMap<readonly Candidate[], string>();

const kindOf = (one: Candidate) => `${one.capacity}:${weightOf(one)}`;

/** What a list of candidates is called: the same list has the same name on every node. */
function nameOf(candidates: readonly Candidate[]): string {
  const known = names.get(candidates);
  if (known !== undefined) return known;
  const text = candidates.map((one) => joinFields(one.rep, kindOf(one))).join('\n');
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(candidates, name);
  return name;
}

/** Lists on their way, by the way they take: whoever asks meanwhile for the same waits for it, and sends it not once more. */
const saying = new WeakMap<Link, Map<string, Promise<unknown>>>();

function say(link: Link, roster: string, candidates: readonly Candidate[]): Promise<unknown> {
  const underWay = saying.get(link) ?? new Map<string, Promise<unknown>>();
  saying.set(link, underWay);
  const known = underWay.get(roster);
  if (known !== undefined) return known;
  const said = script(link, [roster], [String(keptMs), ...fieldsOf(candidates)]).finally(() => underWay.delete(roster));
  underWay.set(roster, said);
  return said;
}

/** As choice.lua reads them. */
function fieldsOf(candidates: readonly Candidate[]): readonly string[] {
  const kinds = new Set(candidates.map(kindOf));
  return ['#', joinFields(candidates.length, ...kinds), ...candidates.flatMap((one) => [one.rep, kindOf(one)])];
}

/**
 * Asks a script that chooses among candidates. It is told their list's name alone, so that choosing among thousands costs no more than among a
 * dozen; a store that does not know the name (any more) answers `roster`, is told the list once, and asked again.
 */
export async function askWithRoster(
  link: Link,
  { team, candidates }: Pick<RankRequest, 'team' | 'candidates'>,
  ask: (roster: string) => Promise<Reply>,
): Promise<readonly Reply[]> {
  const roster = keys.roster(team, nameOf(candidates));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reply = asList(await ask(roster));
    if (reply[0] !== 'roster') return reply;
    await say(link, roster, candidates);
  }
  throw unexpected('a list of candidates that was just given', 'roster');
}

/** Who is preferred and who is excluded, as choice.lua reads them. */
export function choiceArgs({ prefer = '', exclude = [] }: Pick<RankRequest, 'prefer' | 'exclude'>): readonly string[] {
  return [prefer, String(exclude.length), ...exclude];
}
