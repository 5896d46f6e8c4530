/** One set of line icons on a 24 px field. */
const paths = {
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
  check: 'M5 13l4 4L19 7',
  tag: 'M13 3h8v8l-9 9-8-8zM17 7h.01',
};

export const Icon = ({ name }: { readonly name: keyof typeof paths }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
