import type { Fragment as FragmentType } from 'preact';

/** What JSX becomes in files that begin with `@jsxImportSource ../part`: the ui's own Preact draws it. */
export type { JSX } from 'preact';
export { jsx, jsx as jsxs } from './kit.ts';

/** Its children alone. */
export const Fragment = ((props) => props.children) as typeof FragmentType;
