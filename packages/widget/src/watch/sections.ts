import { reduceName } from '@tillside/rules/privacy';
import { page } from '../env.ts';
import { isPrivate } from '../page/private.ts';
import type { Sense } from './sense.ts';

const MARK = 'data-tillside-section';
/** New parts of the page are looked for this long after the first change of several. */
const SETTLED_MS = 500;
/** Half of the section, or of what one sees. */
const HALF = 0.5;
/** Each twentieth of it. Written without what old libraries put in place of `Array.from`. */
const THRESHOLDS = [0];
for (let step = 1; step <= 20; step++) THRESHOLDS.push(step / 20);

/** Tells marked parts of the page that come into view and go out of it, also of those that are added later. */
export function senseSections({ _signal: signal, _tell: tell }: Sense): void {
  const inView = new Map<Element, string>();
  const known = new WeakSet<Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const sections = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const fills = intersectionRect.height >= (rootBounds?.height ?? Infinity) * HALF;
        const isIn = isIntersecting && (intersectionRatio >= HALF || fills);
        const before = inView.get(target);
        if (isIn === (before !== undefined) || isPrivate(target)) continue;
        const of = before ?? reduceName(target.getAttribute(MARK) ?? '');
        if (isIn) inView.set(target, of);
        else inView.delete(target);
        tell(isIn ? 'section_enter' : 'section_leave', { of });
      }
    },
    { threshold: THRESHOLDS },
  );
  const find = (): void => {
    timer = undefined;
    for (const section of page().querySelectorAll(`[${MARK}]`)) {
      if (known.has(section) || isPrivate(section)) continue;
      known.add(section);
      sections.observe(section);
    }
  };
  const changes = new MutationObserver(() => void (timer ??= setTimeout(find, SETTLED_MS)));
  find();
  changes.observe(page(), { childList: true, subtree: true, attributeFilter: [MARK] });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    changes.disconnect();
    sections.disconnect();
  });
}
