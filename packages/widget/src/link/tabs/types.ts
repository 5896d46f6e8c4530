import type { OutboxItem } from '@tillside/protocol/client';
import type { Opener } from '../open.ts';

/** Sockets that are one socket: the leader's, shared by all tabs of the visitor. */
export interface Tabs extends Opener {
  /** The page goes, or is put aside: another tab takes over. */
  readonly _end: () => void;
}

export interface TabsModule {
  /**
   * @param name of the lock that the leader holds
   * @param opener opens the one socket
   * @param wasAlone this tab holds the lock as a lone tab: it leads at once
   * @param outbox what this tab's client keeps: only sessions with frames in it need be told to the relay
   */
  readonly createTabs: (
    name: string,
    url: string,
    channel: BroadcastChannel,
    opener: Opener,
    wasAlone: boolean,
    outbox: () => readonly OutboxItem[],
  ) => Tabs;
}

/**
 * What tabs say to each other. Lists, because tabs may run different versions of the script, whose private names differ; whoever
 * changes their meaning changes the channel's name (`LEAD`). `term` names a leader: a later one has a higher number.
 */
export type Said =
  /** Somebody came: who leads? */
  | readonly ['who']
  | readonly ['lead', term: number, isVisible: boolean]
  /** To the leader: a frame of the client behind this port. `null`: it hung up. */
  | readonly ['up', term: number, port: string, frame: object | null]
  /** To this port, or to all (`''`): a frame. A number: it is closed, with this code. */
  | readonly ['down', term: number, port: string, frame: object | number];
