import type { GuideTarget } from '@tillside/protocol';

/** Shows the visitor a part of the page. Nothing is clicked, filled or read. */
export interface Guide {
  /** Parts of this page that can be pointed at, by accessible name. */
  readonly _targets: () => readonly GuideTarget[];
  /** Draws a ring around it. False: it is not on the page any more. */
  readonly _show: (step: GuideStep) => boolean;
  readonly _hide: () => void;
}

export interface GuideStep {
  readonly target: string;
  /** Said on the ring, and to screen readers. */
  readonly words: string;
  /** On the button that takes it away. */
  readonly hide: string;
  /** Where what we add to the page is drawn. */
  readonly root: ShadowRoot;
}
