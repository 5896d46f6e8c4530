type Holder = Readonly<Record<string, unknown>>;

/**
 * JSON as the standard has it, also on a page where an old library (Prototype before 1.7) taught lists another, `"[1]"` for `[1]`: what stands
 * there counts, not what its `toJSON` makes of it.
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: Holder, name: string) {
    return this[name];
  });
