const separator = '|';

/**
 * Several ids in one value, as the scripts split them.
 *
 * @throws TypeError when one of them holds the separator: nothing of it may be written
 */
export function joinFields(...fields: readonly (string | number)[]): string {
  const mistaken = fields.find((field) => String(field).includes(separator));
  if (mistaken !== undefined)
    throw new TypeError(`${JSON.stringify(mistaken)} holds a "${separator}", which separates fields.`);
  return fields.join(separator);
}

export function splitFields(value: string): readonly string[] {
  return value.split(separator);
}

/** For what a script joins itself. */
export function checkField(field: string): string {
  return joinFields(field);
}
