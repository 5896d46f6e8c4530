import type { Avatar as DrawAvatar } from '../avatar.tsx';
import type * as hooks from '../hooks.ts';

/** What the ui lends its parts, which are downloads of their own: with it none of them brings a Preact along. */
export interface Kit {
  readonly _jsx: typeof hooks.jsx;
  readonly _render: typeof hooks.render;
  readonly _useState: typeof hooks.useState;
  readonly _useRef: typeof hooks.useRef;
  readonly _useLayoutEffect: typeof hooks.useLayoutEffect;
  readonly _Avatar: typeof DrawAvatar;
}

// Bindings, not functions that call: a part uses them as if they were its own. They are there before anything is drawn.
export let jsx: Kit['_jsx'];
export let render: Kit['_render'];
export let useState: Kit['_useState'];
export let useRef: Kit['_useRef'];
export let useLayoutEffect: Kit['_useLayoutEffect'];
export let Avatar: Kit['_Avatar'];

/** Said first of all by each part. */
export function setKit(kit: Kit): void {
  jsx = kit._jsx;
  render = kit._render;
  useState = kit._useState;
  useRef = kit._useRef;
  useLayoutEffect = kit._useLayoutEffect;
  Avatar = kit._Avatar;
}
