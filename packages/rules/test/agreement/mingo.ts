import { Query } from 'mingo';
import type { Condition, Facts } from '../../src/index.ts';

/** Facts are a flat record of dotted names; mingo reads nested documents. */
export function nest(facts: Facts): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    const path = name.split('.');
    let inside = document;
    for (const part of path.slice(0, -1)) inside = (inside[part] ??= {}) as Record<string, unknown>;
    inside[path.at(-1) ?? name] = value;
  }
  return document;
}

/** What mingo says, or that it does not know the question. */
export function askMingo(condition: Condition, facts: Facts): boolean | 'throws' {
  try {
    return new Query(condition as Record<string, unknown>).test(nest(facts));
  } catch {
    return 'throws';
  }
}
