import type { Link } from '../link/link.ts';
import { asList, asNumber, asRows, asText } from '../script/reply.ts';

/** Members of a sorted set by time, latest first (of one instant: by name, last first), strictly before an instant. */
export async function latest(
  link: Link,
  key: string,
  beforeMs: number,
  limit: number,
): Promise<readonly { readonly name: string; readonly at: number }[]> {
  const command = ['ZREVRANGEBYSCORE', key, `(${beforeMs}`, '-inf', 'WITHSCORES', 'LIMIT', '0', String(limit)];
  const reply = asList(await link.send(command));
  return asRows(reply, 2).map(([name, at]) => ({ name: asText(name), at: asNumber(at) }));
}
