/**
 * Short names for private members. Everything written `_like` this is ours and private, so it is renamed `_a`, `_b`, …
 * in every bundle alike: the loader hands objects to the link and the panel, which must agree on the names.
 *
 * The minifier could choose the names itself, but it knows one bundle at a time: a name that is free in the loader
 * may be a wire field in the link. The kept underscore rules that out, at next to nothing after compression.
 */
export interface NameTable {
  /** What terser takes as `nameCache`, with every private name of `code` in it. */
  readonly cacheFor: (code: string) => TerserNameCache;
}

export interface TerserNameCache {
  readonly vars: Record<string, never>;
  readonly props: { readonly props: Record<string, string> };
}

/** One underscore and a letter. Two underscores are Preact's, already short. */
export const PRIVATE_MEMBER = /^_[a-zA-Z]/;

export function createNameTable(): NameTable {
  const names: Record<string, string> = {};
  let count = 0;
  return {
    cacheFor(code) {
      for (const [name] of code.matchAll(/(?<![\w$])_[a-zA-Z][\w$]*/g)) names[`$${name}`] ??= `_${letters(count++)}`;
      return { vars: {}, props: { props: { ...names } } };
    },
  };
}

/** 0 -> a, 25 -> z, 26 -> aa. */
function letters(index: number): string {
  const head = index >= 26 ? letters(Math.floor(index / 26) - 1) : '';
  return head + String.fromCharCode(97 + (index % 26));
}
