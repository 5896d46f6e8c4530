import { Html } from './html.ts';

/** The shop's icons: 24 x 24, drawn with one 1.6 px line. They say nothing themselves; the words beside them do. */
const SHAPES = {
  bag: '<path d="M5.5 8.5h13l.9 11.2a.8.8 0 0 1-.8.8H5.4a.8.8 0 0 1-.8-.8z"/><path d="M8.8 11V7.2a3.2 3.2 0 0 1 6.4 0V11"/>',
  lock: '<rect x="5.2" y="10.6" width="13.6" height="9.4" rx="1.6"/><path d="M8.2 10.6V7.8a3.8 3.8 0 0 1 7.6 0v2.8M12 14.4v2"/>',
  truck:
    '<path d="M2.8 6.5h11v10h-11zM13.8 10h4.1l3.3 3.2v3.3h-7.4z"/><circle cx="7" cy="17.6" r="1.9"/><circle cx="17.2" cy="17.6" r="1.9"/>',
  back: '<path d="M4.5 9.2h10a5 5 0 0 1 0 10H8.6"/><path d="M8.3 5.2l-4 4 4 4"/>',
  shield:
    '<path d="M12 3.2l7.2 2.6v5.4c0 4.6-3 7.9-7.2 9.6-4.2-1.7-7.2-5-7.2-9.6V5.8z"/><path d="M8.8 11.8l2.3 2.3 4.2-4.4"/>',
  minus: '<path d="M6 12h12"/>',
  plus: '<path d="M6 12h12M12 6v12"/>',
  left: '<path d="M14.5 6l-6 6 6 6"/>',
  chevron: '<path d="M6.5 9.5l5.5 5.5 5.5-5.5"/>',
  check: '<path d="M5 12.8l4.6 4.6L19.2 7"/>',
} as const;

export function icon(name: keyof typeof SHAPES): Html {
  return new Html(
    `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${SHAPES[name]}</svg>`,
  );
}
