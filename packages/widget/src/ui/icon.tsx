/** @jsxImportSource ./part */
/** One set of line icons on a 24 px field. */
const paths = {
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
  more: 'M4.5 12h1M11.5 12h1M18.5 12h1',
  clip: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 5 5l-8.5 8.5a1.7 1.7 0 0 1-2.5-2.5L15 7',
};

export const Icon = ({ name }: { readonly name: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
