import { describe, expect, it } from 'vitest';
import { needsOf } from '../src/index.ts';
import { lint } from '../src/lint/index.ts';
import { parsePlaybook, playbookJsonSchema, publicPlaybook } from '../src/schema/index.ts';

const book = <When>(when: When) => ({ launcher: { when }, rules: [] });

describe('a playbook’s launcher', () => {
  it('[LA1] is a condition over the facts, refused where a rule’s would be, with the path', () => {
    expect(parsePlaybook(book({ 'page.type': { $ne: 'checkout' } })).ok).toBe(true);
    const wrong = parsePlaybook(book({ 'page.type': { $near: 'checkout' } }));
    expect(wrong.ok ? [] : wrong.problems.map(({ path }) => path)).toEqual(['launcher.when.page.type.$near']);
    expect(parsePlaybook({ launcher: {}, rules: [] }).ok).toBe(false);
    expect(playbookJsonSchema()['properties']).toHaveProperty('launcher');
  });

  it('[LA1] is published with the playbook, and with what it needs of a page', () => {
    const parsed = parsePlaybook(book({ 'page.path': { $glob: '/help/**' }, 'site.open': true }));
    if (!parsed.ok) throw new Error('refused');
    expect(publicPlaybook(parsed.playbook).launcher).toEqual(parsed.playbook.launcher);
    expect(needsOf({ version: 'v1', ...parsed.playbook })).toEqual(['extras', 'facts']);
  });

  it('[LA2] is linted as a rule’s condition is', () => {
    const never = lint(book({ 'cart.value': { $gt: 5, $lt: 5 } }));
    expect(never).toMatchObject([{ kind: 'never', certainty: 'error', rules: [] }]);
    expect(never[0]?.path).toContain('launcher.when');
    expect(lint(book({ 'visit.country': 'DE' }))).toMatchObject([{ kind: 'needs_country' }]);
    expect(lint(book({ 'page.type': 'product' }))).toEqual([]);
  });
});
