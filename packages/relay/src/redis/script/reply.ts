import type { Reply } from '../link/connection.ts';

/** A server answered something that no script or command of ours can answer: a fault. */
export function unexpected(what: string, reply: Reply | undefined): Error {
  return new Error(`Redis answered ${JSON.stringify(reply)?.slice(0, 200)} where ${what} was due.`);
}

export function asList(reply: Reply | undefined): readonly Reply[] {
  if (!Array.isArray(reply)) throw unexpected('a list', reply);
  return reply as readonly Reply[];
}

export function asText(reply: Reply | undefined): string {
  if (typeof reply !== 'string') throw unexpected('a text', reply);
  return reply;
}

/** Numbers come as integers or as text. */
export function asNumber(reply: Reply | undefined): number {
  const number = typeof reply === 'number' ? reply : Number(asText(reply));
  if (Number.isNaN(number)) throw unexpected('a number', reply);
  return number;
}

/** A text that may be missing: nil, or empty where a script has no nil to give. */
export function asOptional(reply: Reply | undefined): string | undefined {
  return reply === null || reply === undefined || reply === '' ? undefined : String(reply);
}

/** A JSON document that may be missing. */
export function asDocument<T>(reply: Reply | undefined): T | undefined {
  const json = asOptional(reply);
  return json === undefined ? undefined : (JSON.parse(json) as T);
}

/** A flat list of names and values, as HGETALL answers. */
export function asRecord(reply: Reply | undefined): Readonly<Record<string, string>> {
  const list = asList(reply);
  const record = Object.create(null) as Record<string, string>;
  for (let index = 0; index + 1 < list.length; index += 2) record[asText(list[index])] = asText(list[index + 1]);
  return record;
}

/** Splits a flat list into rows of `width`. */
export function asRows(reply: Reply | undefined, width: number): readonly (readonly Reply[])[] {
  const flat = asList(reply);
  return Array.from({ length: flat.length / width }, (_, row) => flat.slice(row * width, (row + 1) * width));
}
