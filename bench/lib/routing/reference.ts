import { createClient } from 'redis';

/**
 * The least that an assignment can be on Redis: the least loaded of the first ten with room, by a sorted set of loads and a hash of capacities. It
 * knows no skills, no presence, no preference, no turns, and rings no bell.
 */
const script = `
local reps = redis.call('ZRANGE', KEYS[1], '0', '9', 'WITHSCORES')
for i = 1, #reps, 2 do
  if tonumber(reps[i + 1]) < tonumber(redis.call('HGET', KEYS[2], reps[i])) then
    redis.call('ZINCRBY', KEYS[1], '1', reps[i])
    redis.call('HSET', KEYS[3], ARGV[1], reps[i])
    return reps[i]
  end
end
return false`;

export interface Reference {
  claim(team: string, claim: string): Promise<boolean>;
  close(): void;
}

export async function openReference(url: string, teams: readonly string[], reps: readonly string[], capacity: number) {
  const client = createClient({ url, RESP: 2 });
  await client.connect();
  const sha = await client.sendCommand<string>(['SCRIPT', 'LOAD', script]);
  const keysOf = (team: string) => ['loads', 'capacities', 'claims'].map((name) => `reference:{${team}}:${name}`);
  for (const team of teams) {
    const [loads = '', capacities = ''] = keysOf(team);
    await client.sendCommand(['ZADD', loads, ...reps.flatMap((rep) => ['0', rep])]);
    await client.sendCommand(['HSET', capacities, ...reps.flatMap((rep) => [rep, String(capacity)])]);
  }
  const reference: Reference = {
    claim: async (team, claim) =>
      (await client.sendCommand<string | null>(['EVALSHA', sha, '3', ...keysOf(team), claim])) !== null,
    close: () => client.destroy(),
  };
  return reference;
}
