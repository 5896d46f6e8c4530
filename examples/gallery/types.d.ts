import type { Boot, EngagementView, EntryBodies, EntryKind, ToldVisitor, VisitorTold } from '@tillside/protocol';

/** One entry of a conversation, shortened: the fake relay numbers it. */
export interface Said {
  readonly kind: EntryKind;
  readonly body: EntryBodies[EntryKind];
  readonly by: { readonly kind: 'visitor' | 'rep' | 'bot' | 'system'; readonly id: string; readonly name?: string };
  /** Minutes before now. */
  readonly ago?: number;
}

/** The page with the widget on it, for what a visitor does there. Buttons and fields are found by what they are called, in any language by their class. */
export interface Stage {
  readonly root: ShadowRoot;
  /** The language in which the page is shown. */
  readonly lang: string;
  /** The first match; waits up to five seconds for it. */
  find(selector: string): Promise<HTMLElement>;
  press(selector: string): Promise<void>;
  /** Types into a field as a person does: the value, then its event. */
  write(selector: string, text: string): Promise<void>;
  /** The relay says something of its own accord. */
  tell(frame: VisitorTold): void;
  /** The relay is gone, and does not come back. */
  drop(): void;
}

/** One thing that the widget may look like. Add one to a file in states/ and it is on the overview, in the screenshots' reach and in the tests. */
export interface State {
  /** In addresses: `?state=invitation-card`. Unique. */
  readonly name: string;
  /** What is to be seen, in one line. */
  readonly title: string;
  /** Headline on the overview. */
  readonly group: 'Launcher' | 'Invitation' | 'Panel' | 'Conversation' | 'Forms' | 'Notices';
  /** What is there once the page has loaded. Default: `launcher`. */
  readonly shows?: 'launcher' | 'invitation' | 'panel';
  /** What boot says besides, or instead. */
  readonly boot?: Partial<Boot>;
  /** What the invitation says, by language. Default: a rep's question. */
  readonly text?: Readonly<Record<string, string>>;
  /** What the grant says besides, or instead. */
  readonly invitation?: Partial<ToldVisitor['invitation.granted']>;
  /** The page marks a place for inline invitations. */
  readonly hasSlot?: boolean;
  /** The engagement the visitor is in. */
  readonly engagement?: Partial<EngagementView>;
  /** What was said so far. */
  readonly said?: readonly Said[];
  /** Up to this offset the rep, or the visitor, has read. Default: all that was said. */
  readonly readBy?: { readonly visitor?: number; readonly rep?: number };
  /** What becomes of the visitor's own words: into the log (default), refused with this code, or never acknowledged. */
  readonly sends?: 'accepted' | 'refused' | 'nothing';
  /** What is told once all of that is there. */
  readonly told?: readonly VisitorTold[];
  /** What the visitor does then. The page is ready when it is done. */
  readonly act?: (stage: Stage) => Promise<void> | void;
}
