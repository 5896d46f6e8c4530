import type { Status } from '@tillside/protocol';
import type { AwayCause, Claim, Grant, QueueItem } from '../../../src/ports/index.ts';

export interface RepState {
  status: Status;
  idleSince: number;
  cause?: AwayCause | undefined;
}

export interface Team {
  readonly reps: Map<string, RepState>;
  /** By rep, then node: until when that node's word counts. */
  readonly leases: Map<string, Map<string, number>>;
  readonly claims: Map<string, Claim>;
  readonly queue: Map<string, QueueItem>;
  readonly byMessage: Map<string, QueueItem>;
  readonly turns: Map<string, number>;
  readonly grants: Map<string, Grant>;
  /** Claim -> when it was released. */
  readonly released: Map<string, number>;
  readonly missed: Map<string, { count: number; claims: string[] }>;
  version: number;
}

export type FloorState = Map<string, Team>;

export const fresh = (): Team => ({
  reps: new Map(),
  leases: new Map(),
  claims: new Map(),
  queue: new Map(),
  byMessage: new Map(),
  turns: new Map(),
  grants: new Map(),
  released: new Map(),
  missed: new Map(),
  version: 0,
});
