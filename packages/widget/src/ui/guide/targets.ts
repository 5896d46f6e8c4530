import type { GuideTarget } from '@tillside/protocol';
import { isPrivate } from '../../page/private.ts';

/** The wire's limits: docs/protocol.md has them. */
const MOST = 40;
const LONGEST = 80;

/** By the shop's own mark first, then what a visitor may look for, the rarest first. */
const KINDS: readonly (readonly [GuideTarget['role'] | undefined, string])[] = [
  [undefined, '[data-tillside-guide]'],
  ['button', 'button,[role=button],summary'],
  ['field', 'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea'],
  ['heading', 'h1,h2,h3,[role=heading]'],
  ['link', 'main a[href],nav a[href],header a[href]'],
];

function isSeen(it: Element): boolean {
  const { width, height } = it.getBoundingClientRect();
  return width > 0 && height > 0 && (it.checkVisibility?.({ visibilityProperty: true }) ?? true);
}

const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** What a screen reader would call it: by what labels it, never by what was filled in. */
function nameOf(it: Element): string {
  const labels = (it.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => words(id && document.getElementById(id)?.textContent));
  const isField = it.matches('input,select,textarea');
  const found = [
    it.getAttribute('data-tillside-guide'),
    labels.join(' '),
    it.getAttribute('aria-label'),
    isField ? [...((it as HTMLInputElement).labels ?? [])].map((label) => ownWords(label)).join(' ') : it.textContent,
    it.getAttribute('placeholder'),
  ];
  return found.map(words).find(Boolean)?.slice(0, LONGEST) ?? '';
}

/** A label's words without those of a field within it: a list's options, a text area's text. */
function ownWords(label: Element): string {
  const copy = label.cloneNode(true) as Element;
  for (const field of copy.querySelectorAll('select,textarea,output')) field.remove();
  return words(copy.textContent);
}

function roleOf(it: Element): GuideTarget['role'] {
  return (
    KINDS.find(([role, selector]) => role && it.matches(selector))?.[0] ?? (it.closest('a[href]') ? 'link' : 'section')
  );
}

/** Parts of the page that can be pointed at, each by its name; of several of one name the first. `idOf` names an element for this page load. */
export function findTargets(idOf: (it: Element) => string): GuideTarget[] {
  const targets: GuideTarget[] = [];
  const names = new Set<string>();
  for (const [, selector] of KINDS) {
    for (const it of document.querySelectorAll(selector)) {
      if (targets.length === MOST) return targets;
      if (isPrivate(it) || !isSeen(it)) continue;
      const name = nameOf(it);
      if (!name || names.has(name)) continue;
      names.add(name);
      targets.push({ target: idOf(it), name, role: roleOf(it) });
    }
  }
  return targets;
}
