import { describe, expect, it } from 'vitest';
import { parsePlaybook } from '@tillside/rules/schema';
import { offersMissing, publishable } from '../../src/site-file/index.ts';

const rule = (id: string, invite: object = {}) => ({
  id,
  name: id,
  on: [{ signal: 'exit_intent' }],
  when: { 'cart.value': { $gte: 100 }, 'cart.currency': 'USD' },
  invite: { text: { en: 'Hi, {rep} here.' }, ...invite },
});

function playbookOf(...rules: readonly object[]) {
  const parsed = parsePlaybook({ rules });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.playbook;
}

describe('a playbook as it is published', () => {
  it('[CM20] is one text and one version for one content, whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(rule('a')).toReversed());
    const { version, json } = publishable(playbookOf(rule('a')));
    expect(publishable(playbookOf(turned))).toEqual({ version, json });
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(json)).toEqual({ version, rules: [rule('a')] });
    expect(publishable(playbookOf(rule('b'))).version).not.toBe(version);
  });

  it('[CM20] can put forward only what the site has, and what is switched on', () => {
    const offers = [
      { id: 'off_a', enabled: true },
      { id: 'off_b', enabled: false },
    ];
    const rules = [rule('a'), ...['off_a', 'off_b', 'off_c'].map((offer) => rule(offer, { offer }))];
    expect(offersMissing(playbookOf(...rules), { id: 'site_shop', offers })).toEqual([
      { path: 'rules[2].invite.offer', message: 'off_b is switched off in the file of site_shop' },
      { path: 'rules[3].invite.offer', message: 'site_shop has no offer off_c; it has off_a, off_b' },
    ]);
  });
});
