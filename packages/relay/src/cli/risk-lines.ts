import type { Risk } from '../ports/index.ts';

/** What to write into redis.conf; of what is no line of it, what to do instead. */
export function remedyOf({ setting, needed }: Risk): string {
  if (setting === 'replicaof') return 'let nobody promote a replica unasked, or run without one';
  return `write "${setting} ${needed}" into redis.conf, and until it is started anew: redis-cli CONFIG SET ${setting} ${needed}`;
}

/** One line for each way in which the store may lose what it acknowledged, with the line that ends it. */
export function riskLines(risks: readonly Risk[]): string {
  return risks
    .map((risk) => `  Redis: ${risk.setting} is ${risk.value}: ${risk.why}. To mend it, ${remedyOf(risk)}.`)
    .join('\n');
}
