/** @jsxImportSource . */

/** A line icon on a 24 px field, by its path. */
export const Icon = ({ path }: { readonly path: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);
