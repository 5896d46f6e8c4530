import type { Fragment as FragmentType } from 'preact';
import type { jsx as make } from 'preact/jsx-runtime';
import { getKit } from './kit.ts';

/** What JSX becomes in files that begin with `@jsxImportSource ../part`: the ui's own Preact draws it. */
export type { JSX } from 'preact';

export const jsx = ((...given: Parameters<typeof make>) => getKit()._jsx(...given)) as typeof make;
export const jsxs = jsx;
/** Its children alone. */
export const Fragment = ((props) => props.children) as typeof FragmentType;
