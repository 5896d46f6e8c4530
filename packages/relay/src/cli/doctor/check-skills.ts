import type { Check } from './check.ts';

/** Reasons whose conversations nobody on the route could answer: they would wait for ever. */
export const checkSkills: Check = ({ directory: { sites, reps } }) =>
  sites
    .filter(({ isEnabled }) => isEnabled)
    .flatMap(({ id, route, reasons = {} }) => {
      const there = reps.filter((rep) => !rep.isDisabled && route.some((step) => step.team === rep.team));
      return Object.entries(reasons).flatMap(([reason, { skills = [] }]) => {
        if (skills.length === 0 || there.some((rep) => skills.every((skill) => rep.skills?.includes(skill)))) return [];
        const wanted = skills.join(', ');
        return [
          {
            about: id,
            message: `conversations about "${reason}" want ${wanted}, and no rep of the route has it. "tillside rep set ADDRESS --skill ${skills.join(',')}" gives it.`,
          },
        ];
      });
    });
