import { describe, expect, it } from 'vitest';
import type { ChooseRep, RepChoice, VisitChoice } from '../../src/core/choose-rep.ts';
import { changeRep } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

let choose: ChooseRep | undefined;
const chosen = useRelay({ chooseRep: (candidates, visit) => choose?.(candidates, visit) ?? [] });

describe('a site’s own order', () => {
  const asked: { readonly candidates: readonly RepChoice[]; readonly visit: VisitChoice }[] = [];
  const open = async (name: string) => {
    const visitor = openVisitor(chosen.now.node, name);
    await visitor.attach();
    await visitor.say('Hello?');
    await chosen.now.clock.pass(300);
  };

  it('[RT9] decides among those who are free, of whom it is told what there is to know', async () => {
    choose = (candidates, visit) => {
      asked.push({ candidates, visit });
      return ['rep_bob'];
    };
    await changeRep(chosen.now, 'rep_bob', { skills: ['fitting'], weight: 0.5 });
    const ann = await chosen.rep('rep_ann');
    const bob = await chosen.rep('rep_bob');
    await open('a');
    await open('b');
    expect(bob.all('ring.started')).toHaveLength(2);
    expect(ann.all('ring.started')).toHaveLength(0);
    expect(asked[0]?.visit).toMatchObject({
      site: 'site_alpha',
      team: 'team_alpha',
      conversation: 'cnv_a',
      skills: [],
    });
    expect(asked[0]?.candidates).toContainEqual({
      ...{ rep: 'rep_bob', load: 0, capacity: 2, weight: 0.5, skills: ['fitting'], languages: [] },
      idleMs: expect.any(Number),
    });
    // Full, bob is nobody's choice.
    await open('c');
    expect(ann.last('ring.started')).toMatchObject({ conversation: 'cnv_c' });
  });

  it('[RT9] that fails, or names nobody, leaves nobody waiting', async () => {
    let calls = 0;
    choose = () => {
      calls += 1;
      return ['rep_nobody'];
    };
    const ann = await chosen.rep('rep_ann');
    await open('a');
    expect(ann.all('ring.started')).toHaveLength(1);
    expect(calls).toBe(1);
    choose = () => {
      throw new Error('broken');
    };
    await open('b');
    expect(ann.all('ring.started')).toHaveLength(2);
    const failed = chosen.now.node.events.filter(({ name }) => name === 'routing.choice_failed');
    expect(failed).toMatchObject([{ level: 'warn', site: 'site_alpha', error: 'Error: broken' }]);
  });
});
