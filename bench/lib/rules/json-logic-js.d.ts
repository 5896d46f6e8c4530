/** The part we use; the package brings no types. */
declare module 'json-logic-js' {
  const logic: { apply(rule: object, data: unknown): unknown };
  export { logic as default };
}
