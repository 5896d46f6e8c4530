/** How the parts of a condition are put together: as functions of one value, or as gates that many rules share. */
export interface Logic<Part> {
  /** Holds when at least `need` of the parts do. */
  readonly _gate: (parts: readonly Part[], need: number) => Part;
  readonly _not: (part: Part) => Part;
}

/** Called for each leaf, a comparison of one fact by one operator, in document order. */
export type OnLeaf<Part> = (fact: string, operator: string, want: unknown, options: string) => Part;

const entries = (value: unknown): [string, unknown][] => Object.entries(value ?? {});

export const isJoin = (key: string): boolean => /^\$(?:and|n?or)$/.test(key);

/** A typing error that slipped past the schema must not become a rule that silently never fires. */
export function unknownOperator(name: string): never {
  throw new Error(`unknown operator ${name}`);
}

/** What is wanted of one fact. */
export function compileFact<Part>(fact: string, spec: unknown, onLeaf: OnLeaf<Part>, logic: Logic<Part>): Part {
  if (typeof spec !== 'object' || Array.isArray(spec)) return onLeaf(fact, '$eq', spec, '');
  const { $options = '', ...operators } = spec as Readonly<Record<string, unknown>>;
  const parts = entries(operators).map(([operator, want]) =>
    operator === '$not'
      ? logic._not(compileFact(fact, want, onLeaf, logic))
      : onLeaf(fact, operator, want, $options as string),
  );
  return logic._gate(parts, parts.length);
}

/** Walks a condition once and turns it into what `logic` makes of its parts (`eval` is forbidden by shops' policies). */
export function compileCondition<Part>(when: unknown, onLeaf: OnLeaf<Part>, logic: Logic<Part>): Part {
  const parts = entries(when).map(([key, spec]) => {
    if (!key.startsWith('$')) return compileFact(key, spec, onLeaf, logic);
    if (!isJoin(key)) unknownOperator(key);
    const joined = entries(spec).map(([, part]) => compileCondition(part, onLeaf, logic));
    const gate = logic._gate(joined, key === '$and' ? joined.length : 1);
    return key === '$nor' ? logic._not(gate) : gate;
  });
  return logic._gate(parts, parts.length);
}
