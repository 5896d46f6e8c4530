/** Something that holds for a subject, or does not. */
export type Predicate<Subject> = (subject: Subject) => boolean;

export const not =
  <Subject>(part: Predicate<Subject>): Predicate<Subject> =>
  (subject) =>
    !part(subject);

export const every =
  <Subject>(parts: readonly Predicate<Subject>[]): Predicate<Subject> =>
  (subject) =>
    parts.every((part) => part(subject));

export const some =
  <Subject>(parts: readonly Predicate<Subject>[]): Predicate<Subject> =>
  (subject) =>
    parts.some((part) => part(subject));
