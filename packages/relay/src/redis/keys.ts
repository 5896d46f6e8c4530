import { createHash } from 'node:crypto';
import { visitorOf } from '../core/ids.ts';

/**
 * The only file that spells a Redis key or channel. Keys that one script touches share a hash tag, so every script runs on Redis Cluster.
 * docs/redis-keys.md lists owner, bound and lifetime of each.
 */

/**
 * An id within a hash tag. The protocol's schemas let nothing else through (`prefix_[a-z0-9_-]+`); it is looked at once more because a
 * brace would move the key into another slot, and an empty tag is none.
 */
function tag(id: string): string {
  if (!/^[\w-]+$/.test(id)) {
    throw new TypeError(
      `${JSON.stringify(id.slice(0, 60))} cannot name a Redis key: ids hold letters, digits, _ and - only.`,
    );
  }
  return `{${id}}`;
}

/** A conversation lies in its visitor's slot: `cnv_x` and `vis_x` share the tag `{vis_x}`. */
const tagOf = (conversation: string) => tag(visitorOf(conversation));

/** Names that people type (accounts, addresses) are neither bounded nor everybody's business. */
const digest = (name: string) => createHash('sha256').update(name).digest('base64url');

export const keys = {
  log: (conversation: string) => `tillside:${tagOf(conversation)}:log`,
  state: (conversation: string) => `tillside:${tagOf(conversation)}:state`,
  senders: (conversation: string) => `tillside:${tagOf(conversation)}:senders`,
  visitor: (visitor: string) => `tillside:${tag(visitor)}:visitor`,
  /** What SCAN takes for every visitor's record. */
  anyVisitor: () => 'tillside:{vis_*}:visitor',
  lanes: (visitor: string) => `tillside:${tag(visitor)}:lanes`,

  reps: (team: string) => `tillside:${tag(team)}:reps`,
  leases: (team: string) => `tillside:${tag(team)}:leases`,
  claims: (team: string) => `tillside:${tag(team)}:claims`,
  present: (team: string) => `tillside:${tag(team)}:present`,
  loads: (team: string) => `tillside:${tag(team)}:loads`,
  ready: (team: string) => `tillside:${tag(team)}:ready`,
  roster: (team: string, name: string) => `tillside:${tag(team)}:roster:${name}`,
  floorVersion: (team: string) => `tillside:${tag(team)}:version`,
  missed: (team: string) => `tillside:${tag(team)}:missed`,
  grants: (team: string) => `tillside:${tag(team)}:grants`,
  turns: (team: string) => `tillside:${tag(team)}:turns`,
  released: (team: string) => `tillside:${tag(team)}:released`,
  queue: (team: string) => `tillside:${tag(team)}:queue`,
  queueSites: (team: string) => `tillside:${tag(team)}:queue-sites`,
  messages: (team: string) => `tillside:${tag(team)}:messages`,
  messageSites: (team: string) => `tillside:${tag(team)}:message-sites`,
  messageLoads: (team: string) => `tillside:${tag(team)}:message-loads`,

  journal: (site: string) => `tillside:${tag(site)}:journal`,
  journalKeys: (site: string) => `tillside:${tag(site)}:journal-keys`,
  /** Rows that were put in another's place: a stream takes nothing in its middle. */
  amended: (site: string) => `tillside:${tag(site)}:journal-amended`,
  /** Rows that change no more, many in one compressed value. */
  sealed: (site: string) => `tillside:${tag(site)}:journal-sealed`,
  /** While it is written anew. */
  journalCopy: (site: string) => `tillside:${tag(site)}:journal-copy`,
  budgets: (site: string) => `tillside:${tag(site)}:budgets`,
  orders: (site: string) => `tillside:${tag(site)}:orders`,
  ordersByTime: (site: string) => `tillside:${tag(site)}:orders-by-time`,
  touched: (site: string) => `tillside:${tag(site)}:touched`,

  mailsDue: () => 'tillside:{mail}:due',
  mailOrders: () => 'tillside:{mail}:orders',
  mailAttempts: () => 'tillside:{mail}:attempts',
  mailsSettled: () => 'tillside:{mail}:settled',

  tasks: () => 'tillside:{keeping}:tasks',

  revision: () => 'tillside:{directory}:revision',
  sites: () => 'tillside:{directory}:sites',
  teams: () => 'tillside:{directory}:teams',
  repRecords: () => 'tillside:{directory}:reps',
  playbooks: () => 'tillside:{directory}:playbooks',
  secret: () => 'tillside:{directory}:secret',
  signIn: (hash: string) => `tillside:{directory}:sign-in:${hash}`,
  signInsOf: (rep: string) => `tillside:{directory}:sign-ins-of:${rep}`,
  ticket: (hash: string) => `tillside:{directory}:ticket:${hash}`,
  failures: (name: string) => `tillside:{directory}:failures:${digest(name)}`,
} as const;

export function keysOfQueue(team: string): readonly [queue: string, sites: string] {
  return [keys.queue(team), keys.queueSites(team)];
}

/** What a claim that comes or goes by itself touches. */
export function keysOfClaims(team: string): readonly string[] {
  return [
    keys.claims(team),
    keys.reps(team),
    keys.loads(team),
    keys.ready(team),
    keys.floorVersion(team),
    keys.released(team),
  ];
}

export function keysOfMessages(team: string): readonly [list: string, sites: string, loads: string] {
  return [keys.messages(team), keys.messageSites(team), keys.messageLoads(team)];
}

/** The keys of one conversation that its scripts take, in their order. */
export function keysOfLog(conversation: string): readonly [log: string, state: string, senders: string] {
  return [keys.log(conversation), keys.state(conversation), keys.senders(conversation)];
}

/** What every bell's channel begins with; the scripts are given it, too. */
export const bellPrefix = 'tillside:bell:';

export function channelOf(topic: string): string {
  return bellPrefix + topic;
}

export function topicOf(channel: string): string {
  return channel.slice(bellPrefix.length);
}
