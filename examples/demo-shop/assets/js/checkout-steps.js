import { push } from './data-layer.js';
import { byId } from './dom.js';

/**
 * The three steps as sections of one page, each with its own address (`#contact`, `#delivery`, `#payment`),
 * so that the browser's back button walks through them.
 */

export const STEPS = /** @type {const} */ (['contact', 'delivery', 'payment']);
/** @typedef {(typeof STEPS)[number]} Step */

/**
 * @param {object} options
 * @param {(step: Step) => boolean} options.mayEnter whether everything before this step is settled
 * @param {(step: Step) => void} options.onEnter
 */
export function startSteps({ mayEnter, onEnter }) {
  /** @type {Step | undefined} */
  let current;

  /** @returns {Step} */
  function wanted() {
    const named = STEPS.find((step) => step === location.hash.slice(1)) ?? 'contact';
    return STEPS.slice(0, STEPS.indexOf(named) + 1).findLast((step) => mayEnter(step)) ?? 'contact';
  }

  function show() {
    const step = wanted();
    if (location.hash !== `#${step}`) history.replaceState(history.state, '', `#${step}`);
    if (step === current) return;
    const isFirst = current === undefined;
    current = step;
    for (const each of STEPS) byId(`step-${each}`, HTMLElement).hidden = each !== step;
    markProgress(step, mayEnter);
    onEnter(step);
    push({ event: 'checkout_step', checkout_step: STEPS.indexOf(step) + 1 });
    if (isFirst) return;
    window.scrollTo({ top: 0 });
    byId(`${step}-title`, HTMLElement).focus({ preventScroll: true });
  }

  window.addEventListener('hashchange', show);
  show();
}

/** Goes on by a real navigation, so that the step before stays in the history. @param {Step} step */
export function goTo(step) {
  location.hash = step;
}

/** @param {Step} step @param {(step: Step) => boolean} mayEnter */
function markProgress(step, mayEnter) {
  const links = byId('steps', HTMLElement).querySelectorAll('a');
  for (const [index, link] of [...links].entries()) {
    const its = STEPS[index];
    if (!its) continue;
    link.toggleAttribute('aria-current', false);
    if (its === step) link.setAttribute('aria-current', 'step');
    link.classList.toggle('is-done', index < STEPS.indexOf(step));
    // A step that cannot be entered yet is text, not a link that does nothing.
    if (mayEnter(its)) link.setAttribute('href', `#${its}`);
    else link.removeAttribute('href');
  }
}
