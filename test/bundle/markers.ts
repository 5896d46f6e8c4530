/**
 * How to see in a minified bundle that something is in it that must not be. Names of variables are gone then;
 * texts and property names stay.
 */
export const MARKERS: Readonly<Record<string, RegExp>> = {
  zod: /ZodError|~standard|invalid_union/,
  ws: /WebSocket was closed before the connection was established|permessage-deflate/,
  redis: /RESP_TYPES|CLIENT_INFO|The client is closed/,
  'node:': /["'`]node:/,
  eval: /\beval\(/,
  'new Function': /\bnew Function\b|[^\w.$]Function\(/,
};

/** Preact can set it for a property that our sources never use; the sources are checked by the walls. */
export const INNER_HTML = /innerHTML/g;

/** Methods younger than es2022, the language that the bundles are lowered to: no transform brings methods. */
export const YOUNG_METHODS =
  /\.(?:toSorted|toReversed|toSpliced|groupBy|withResolvers|fromAsync|isWellFormed|symmetricDifference|isSubsetOf)\(|Promise\.try\(/;
