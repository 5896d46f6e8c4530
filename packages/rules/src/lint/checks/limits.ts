import type { Check } from '../scene.ts';
import { finding } from '../scene.ts';

const PLAYBOOK_PER_VISIT = 2;
const PLAYBOOK_QUOTA = { times: 40, days: 90 };

const never = { kind: 'limit_never_binds', certainty: 'warning' } as const;

/** How often in a visit: the playbook's limit, and the 24 hours in which only a deeper rule may follow, come before. */
export const visitLimit: Check = (scene) => {
  const perVisit = scene.rule.limits?.perVisit ?? 1;
  const most = scene.playbook.limits?.perVisit ?? PLAYBOOK_PER_VISIT;
  const at = { ...never, path: 'limits.perVisit' };
  if (perVisit > most)
    return [
      finding(scene, {
        ...at,
        message: `never comes into play: all rules together invite at most ${most} times in a visit (limits.perVisit). Take it out`,
      }),
    ];
  if (perVisit === 1) return [];
  return [
    finding(scene, {
      ...at,
      message:
        'never comes into play in a visit of less than 24 hours: after an invitation only a deeper funnel level invites within them, so this rule invites once. Take it out',
    }),
  ];
};

/** How often in some days: as above, and the playbook's own quota. */
export const visitorLimit: Check = (scene) => {
  const quota = scene.rule.limits?.perVisitor;
  if (!quota) return [];
  const all = scene.playbook.limits?.perVisitor ?? PLAYBOOK_QUOTA;
  const at = { ...never, path: 'limits.perVisitor' };
  if (quota.times > all.times && quota.days <= all.days)
    return [
      finding(scene, {
        ...at,
        message: `never comes into play: all rules together invite a visitor at most ${all.times} times in ${all.days} days (limits.perVisitor). Lower it or take it out`,
      }),
    ];
  if (quota.times <= quota.days) return [];
  return [
    finding(scene, {
      ...at,
      message: `never comes into play: a rule invites a visitor once in 24 hours at most, so ${quota.times} times do not fit into ${quota.days} days. Lower it or take it out`,
    }),
  ];
};
