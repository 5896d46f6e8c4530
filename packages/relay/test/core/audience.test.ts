import { describe, expect, it } from 'vitest';
import type { Playbook, Rule } from '@tillside/rules';
import { admit } from '../../src/core/audience.ts';

const ruleFor = (audience?: Rule['audience']): Rule => ({
  id: 'r',
  name: 'R',
  on: [{ signal: 'exit_intent' }],
  invite: { text: { en: 'Hi' } },
  ...(audience === undefined ? {} : { audience }),
});
const arms = [
  { id: 'none', share: 20, holdout: true },
  { id: 'warm', share: 40 },
  { id: 'plain', share: 40 },
];
const playbook: Playbook = { version: 'v1', experiments: [{ id: 'greeting', arms }], rules: [] };
const visitors = Array.from({ length: 4_000 }, (_, n) => `vis_${n}`);
const shareOf = (rule: Rule, kind: string) =>
  visitors.filter((visitor) => admit(playbook, rule, visitor).kind === kind).length / visitors.length;

describe('who a rule is for', () => {
  it('[CO25] is everybody, where it is part of no comparison', () => {
    expect(admit(playbook, ruleFor(), 'vis_1')).toEqual({ kind: 'invited' });
  });

  it('[CO25] goes by the visitor’s arm: a holdout is held out in every rule, others are invited where the rule means them', () => {
    const all = ruleFor({ experiment: 'greeting' });
    const warm = ruleFor({ experiment: 'greeting', arms: ['warm'] });
    expect(shareOf(all, 'held_out')).toBeCloseTo(0.2, 1);
    expect(shareOf(all, 'invited')).toBeCloseTo(0.8, 1);
    expect(shareOf(warm, 'held_out')).toBe(shareOf(all, 'held_out'));
    expect(shareOf(warm, 'invited')).toBeCloseTo(0.4, 1);
    expect(shareOf(warm, 'other_arm')).toBeCloseTo(0.4, 1);
    for (const visitor of visitors.slice(0, 50)) {
      const admitted = admit(playbook, warm, visitor);
      const arm = admitted.kind === 'unknown' ? undefined : admitted.drawn?.arm;
      expect(admitted.kind).toBe({ none: 'held_out', warm: 'invited', plain: 'other_arm' }[arm ?? '']);
    }
  });

  it('[CO25] is the same at every look', () => {
    const rule = ruleFor({ experiment: 'greeting' });
    for (const visitor of visitors.slice(0, 50))
      expect(admit(playbook, rule, visitor)).toEqual(admit({ ...playbook, version: 'v2' }, rule, visitor));
  });

  it('[CO25] is nobody, where the playbook does not have the comparison', () => {
    expect(admit(playbook, ruleFor({ experiment: 'other' }), 'vis_1')).toEqual({ kind: 'unknown' });
  });
});
