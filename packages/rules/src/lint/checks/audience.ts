import type { Arm, Rule } from '../../playbook.ts';
import type { Check, Unversioned } from '../scene.ts';
import { finding } from '../scene.ts';

export const armsOf = ({ experiments }: Unversioned, { audience }: Rule): readonly Arm[] =>
  experiments?.find(({ id }) => id === audience?.experiment)?.arms ?? [];

/** The arms that the rule invites: those it names, else all that are no holdout. */
export const invitedArms = (playbook: Unversioned, rule: Rule): readonly Arm[] =>
  armsOf(playbook, rule).filter(({ id, holdout }) => holdout !== true && (rule.audience?.arms?.includes(id) ?? true));

/** An audience that is nobody: arms that get nothing, or that no visitor is drawn into. */
export const nobodyInvited: Check = (scene) => {
  const { playbook, rule } = scene;
  const arms = armsOf(playbook, rule);
  if (!rule.audience || arms.length === 0 || invitedArms(playbook, rule).some(({ share }) => share > 0)) return [];
  const isAnybodyElse = arms.some(({ holdout, share }) => holdout !== true && share > 0);
  return [
    isAnybodyElse
      ? finding(scene, {
          kind: 'contradictory',
          certainty: 'error',
          path: 'audience.arms',
          message: 'no visitor is drawn into any of these arms, or they get nothing: name an arm with a share',
        })
      : finding(scene, {
          kind: 'unreachable',
          certainty: 'error',
          path: 'audience',
          message: `every arm of ${rule.audience.experiment} with a share is a holdout: give one that is invited a share`,
        }),
  ];
};
