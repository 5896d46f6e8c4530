import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/host.ts';
import { readGiven, readUsage } from '../../src/cli/syntax.ts';

const usage = 'playbook publish [SITE] FILE [--site SITE] [--loud]';

function given(...rest: readonly string[]) {
  const read = readGiven(usage, rest);
  return { site: read.arg('SITE'), file: read.arg('FILE'), named: read.option('site'), loud: read.has('loud') };
}

const nothing = { site: undefined, file: undefined, named: undefined, loud: false };

function mistake(line: string, ...rest: readonly string[]): string {
  try {
    readGiven(line, rest);
    return 'none';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

describe('a usage line', () => {
  it('[CM12] says words, arguments and options, and which may be left out', () => {
    expect(readUsage('rep create --team TEAM [--picture FILE] [--loud] NAME [SITE]')).toEqual({
      words: 'rep create',
      args: [
        { name: 'NAME', isNeeded: true },
        { name: 'SITE', isNeeded: false },
      ],
      options: [
        { name: 'team', takesValue: true, isNeeded: true },
        { name: 'picture', takesValue: true, isNeeded: false },
        { name: 'loud', takesValue: false, isNeeded: false },
      ],
    });
  });

  it('[CM12] gives needed arguments their values first', () => {
    expect(given('a.json')).toEqual({ ...nothing, file: 'a.json' });
    expect(given('site_a', 'a.json')).toEqual({ ...nothing, site: 'site_a', file: 'a.json' });
  });

  it('[CM12] takes options anywhere, with or without an equals sign', () => {
    expect(given('--site', 'site_a', 'a.json', '--loud')).toEqual({
      ...nothing,
      named: 'site_a',
      file: 'a.json',
      loud: true,
    });
    expect(given('a.json', '--site=site_a')).toEqual({ ...nothing, named: 'site_a', file: 'a.json' });
    expect(given('--', '--a.json')).toEqual({ ...nothing, file: '--a.json' });
  });

  it.each([
    [[], 'FILE is missing.'],
    [['a', 'b', 'c'], '"c" is one too many.'],
    [['a', '--quiet'], "Unknown option '--quiet'."],
    [['a', '--site'], "Option '--site <value>' argument missing."],
    [['a', '--loud=yes'], "Option '--loud' does not take an argument."],
  ])('[CM12] %j is a mistake, told with the usage', (rest, expected) => {
    expect(mistake(usage, ...rest)).toBe(`${expected} Usage: tillside ${usage}`);
  });

  it('[CM12] names an option that is missing', () => {
    expect(mistake('rep create --team TEAM --name NAME', '--team', 'team_a')).toMatch(/^--name is missing\. Usage: /);
  });
});
