/** Ends a `switch` over a tagged union: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`a case nobody thought of: ${JSON.stringify(value)}`);
}
