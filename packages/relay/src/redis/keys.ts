/**
 * The only file that spells a Redis key. Keys that one script touches share a hash tag, so every script runs on Redis Cluster.
 * docs/redis-keys.md lists owner, bound and lifetime of each.
 *
 * Ids come from the protocol's schemas (`prefix_[a-z0-9_-]+`), so none can hold a brace and move a key to another slot.
 */

/** A conversation lies in its visitor's slot: `cnv_x` and `vis_x` share the tag `{vis_x}`. */
const visitorTag = (conversation: string) => `{vis_${conversation.slice(4)}}`;

export const keys = {
  log: (conversation: string) => `tillside:${visitorTag(conversation)}:log`,
  state: (conversation: string) => `tillside:${visitorTag(conversation)}:state`,
  senders: (conversation: string) => `tillside:${visitorTag(conversation)}:senders`,
  visitor: (visitor: string) => `tillside:{${visitor}}:visitor`,
  lanes: (visitor: string) => `tillside:{${visitor}}:lanes`,

  reps: (team: string) => `tillside:{${team}}:reps`,
  leases: (team: string) => `tillside:{${team}}:leases`,
  claims: (team: string) => `tillside:{${team}}:claims`,
  queue: (team: string) => `tillside:{${team}}:queue`,
  queueSites: (team: string) => `tillside:{${team}}:queue-sites`,

  journal: (site: string) => `tillside:{${site}}:journal`,
  journalKeys: (site: string) => `tillside:{${site}}:journal-keys`,
  orders: (site: string) => `tillside:{${site}}:orders`,
  ordersByTime: (site: string) => `tillside:{${site}}:orders-by-time`,
  touched: (site: string) => `tillside:{${site}}:touched`,

  revision: () => 'tillside:{directory}:revision',
  sites: () => 'tillside:{directory}:sites',
  teams: () => 'tillside:{directory}:teams',
  repRecords: () => 'tillside:{directory}:reps',
  playbooks: () => 'tillside:{directory}:playbooks',
  secret: () => 'tillside:{directory}:secret',
  signIn: (hash: string) => `tillside:{directory}:sign-in:${hash}`,
  signInsOf: (rep: string) => `tillside:{directory}:sign-ins-of:${rep}`,
  ticket: (hash: string) => `tillside:{directory}:ticket:${hash}`,
  failures: () => 'tillside:{directory}:failures',
} as const;

/** Every bell's channel. */
export function channel(topic: string): string {
  return `tillside:bell:${topic}`;
}
