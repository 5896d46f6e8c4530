import type { DirectorySnapshot, Risk, Room } from '../../ports/index.ts';

/** What a check looks at. */
export interface Patient {
  readonly directory: DirectorySnapshot;
  /** This machine's clock. */
  readonly now: number;
  readonly kind: 'sqlite' | 'redis';
  readonly risks: readonly Risk[];
  readonly room: Room;
}

/** Something that will hurt somebody, and what to do about it. */
export interface Finding {
  /** The site or team it is about, or the store. */
  readonly about: string;
  readonly message: string;
}

export type Check = (patient: Patient) => readonly Finding[];
