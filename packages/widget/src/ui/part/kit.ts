import type { ComponentChildren, ComponentType, render as draw } from 'preact';
import type { jsx } from 'preact/jsx-runtime';
import type { Avatar } from '../avatar.tsx';
import type {
  stateful as makeStateful,
  useLayoutEffect as effect,
  useRef as ref,
  useState as state,
} from '../hooks.ts';

/** What the ui lends its parts, which are downloads of their own: with it none of them brings a Preact along. */
export interface Kit {
  readonly _jsx: typeof jsx;
  readonly _render: typeof draw;
  readonly _Avatar: typeof Avatar;
  readonly _stateful: typeof makeStateful;
  readonly _useState: typeof state;
  readonly _useRef: typeof ref;
  readonly _useLayoutEffect: typeof effect;
}

let kit: Kit;

/** Said first of all by the panel. */
export const setKit = (given: Kit): void => void (kit = given);
export const getKit = (): Kit => kit;

export const render: typeof draw = (what, into) => kit._render(what, into);

/** As those of `ui/hooks.ts`. */
export const useState: typeof state = (initial) => kit._useState(initial);
export const useRef: typeof ref = (initial) => kit._useRef(initial);
export const useLayoutEffect: typeof effect = (run, deps) => kit._useLayoutEffect(run, deps);

/** A module of a part runs before it has its kit: the component is made when it is drawn. */
export function stateful<Props extends object>(
  draw: (props: Props) => ComponentChildren,
): (props: Props) => ComponentChildren {
  let made: ComponentType<Props> | undefined;
  return (props) => kit._jsx((made ??= kit._stateful(draw)), props);
}
