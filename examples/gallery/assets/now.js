/** It is always the same moment here: Wednesday 3 March 2027, 14:03 in UTC. Time goes on from there, so that timers work. */
export const NOW = Date.UTC(2027, 2, 3, 14, 3);

const really = Date.now.bind(Date);
const shift = NOW - really();

/** Sets the page's clock. */
export function setClock() {
  const now = () => really() + shift;
  class Clock extends Date {
    /** @param {[] | [number | string]} values */
    constructor(...values) {
      super(.../** @type {[number]} */ (values.length > 0 ? values : [now()]));
    }
    static now() {
      return now();
    }
  }
  globalThis.Date = /** @type {DateConstructor} */ (/** @type {unknown} */ (Clock));
}
