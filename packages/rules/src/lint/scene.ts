import type { Playbook, Rule } from '../playbook.ts';
import type { Finding, LintOptions } from './finding.ts';

/** A playbook, published or not. */
export type Unversioned = Omit<Playbook, 'version'>;

/** One enabled rule, and what stands around it: what every check is given. */
export interface Scene {
  readonly playbook: Unversioned;
  readonly options: LintOptions;
  readonly rule: Rule;
  /** `rules[2]` */
  readonly path: string;
}

export type Check = (scene: Scene) => readonly Finding[];

/** A finding about the scene's own rule; `path` is within the rule. */
export const finding = (
  { rule, path: before }: Scene,
  what: Pick<Finding, 'kind' | 'certainty' | 'message'> & {
    readonly path: string;
    readonly others?: readonly string[];
  },
): Finding => ({
  kind: what.kind,
  certainty: what.certainty,
  path: `${before}.${what.path}`,
  message: what.message,
  rules: [rule.id, ...(what.others ?? [])],
});

export const levelOf = ({ funnel = 0 }: Rule): number => funnel;
