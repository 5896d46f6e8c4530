import type { Bands } from '@tillside/protocol';
import type { FactChanges } from '../rules/rules.ts';

/** Who can answer of each team and of those with each skill, as facts. */
export const bandFacts = ({ teams, skills }: Partial<Bands> = {}): FactChanges =>
  Object.fromEntries(
    Object.entries({ teams, skills }).flatMap(([kind, bands]) =>
      Object.entries(bands ?? {}).map(([name, band]) => [`reps.${kind}.${name}`, band]),
    ),
  );
