import { armOf } from '@tillside/rules';
import type { Playbook, Rule } from '@tillside/rules';
import { isPreview } from './preview.ts';

/** A visitor's part in the comparison a rule belongs to, as the relay draws it. */
export interface Drawn {
  readonly experiment: string;
  readonly arm: string;
}

export type Admission =
  /** `drawn` is absent where the rule is part of no comparison. */
  | { readonly kind: 'invited'; readonly drawn?: Drawn }
  | { readonly kind: 'held_out' | 'other_arm'; readonly drawn: Drawn }
  /** The playbook does not have the experiment that its rule names: no published one is like that. */
  | { readonly kind: 'unknown' };

/** Whether a rule invites this visitor. What a page says of its arm does not count. */
export function admit(playbook: Playbook, { audience }: Rule, visitor: string): Admission {
  // Who tries a site out wants to see the rule, and counts in no arm.
  if (audience === undefined || isPreview(visitor)) return { kind: 'invited' };
  const experiment = playbook.experiments?.find(({ id }) => id === audience.experiment);
  if (experiment === undefined) return { kind: 'unknown' };
  const arm = armOf(experiment, visitor);
  const drawn = { experiment: experiment.id, arm: arm.id };
  if (arm.holdout === true) return { kind: 'held_out', drawn };
  const isMeant = audience.arms === undefined || audience.arms.includes(arm.id);
  return { kind: isMeant ? 'invited' : 'other_arm', drawn };
}
