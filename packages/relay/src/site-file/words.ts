import type { z } from 'zod';

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 60);
}

const expectedKinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' in the list' };

/** The ids of the wire are known to the schema by their pattern only. */
function formatWords(pattern: string | undefined): string {
  const prefix = /^\/?\^([a-z]+)_\[/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined)
    return `expected an id like ${prefix}_my-${prefix === 'off' ? 'offer' : prefix}: small letters, digits, - and _, at most 48 of them`;
  return pattern?.includes('[A-Z]{3}')
    ? 'expected a currency of three capital letters, such as USD'
    : 'has the wrong form';
}

/** The schema's findings in words for whoever wrote the file. Findings that have words of their own keep them. */
export const siteFileWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `expected ${expectedKinds[issue.expected] ?? issue.expected}, got ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}, got ${kindOf(issue.input)}`;
    case 'too_small':
      if (issue.minimum === 1 && issue.origin === 'string') return 'is empty';
      return `expected at least ${issue.minimum}${units[issue.origin] ?? ''}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${units[issue.origin] ?? ''}`;
    case 'invalid_format':
      return formatWords(issue.pattern);
    case 'unrecognized_keys':
      return 'unknown key';
    default:
      return undefined;
  }
};
