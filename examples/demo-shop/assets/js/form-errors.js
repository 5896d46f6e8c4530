import { el } from './dom.js';

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
export function valuesOf(form) {
  return Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value.trim() : '']),
  );
}

/**
 * Checks a form, writes each message under its field and puts the keyboard into the first that needs it.
 *
 * @param {HTMLFormElement} form
 * @param {Record<string, import('./checkout-fields.js').Check>} checks
 * @returns {string | undefined} the name of the first that needs it; nothing when all is well
 */
export function checkForm(form, checks) {
  const values = valuesOf(form);
  /** @type {HTMLInputElement | undefined} */
  let first;
  for (const [name, check] of Object.entries(checks)) {
    const input = form.elements.namedItem(name);
    if (!(input instanceof HTMLInputElement)) continue;
    const message = check(values[name] ?? '', values);
    showMessage(input, message);
    if (message !== undefined) first ??= input;
  }
  first?.focus();
  return first?.name;
}

/** Corrects a message as soon as its field is left or mended, and never complains about a field nobody has finished. */
/** @param {HTMLFormElement} form @param {Record<string, import('./checkout-fields.js').Check>} checks */
export function watchForm(form, checks) {
  /** @param {Event} event @param {boolean} isLeaving */
  const recheck = (event, isLeaving) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    const check = checks[input.name];
    if (!check) return;
    const isMarked = input.getAttribute('aria-invalid') === 'true';
    if (isMarked || (isLeaving && input.value.trim() !== ''))
      showMessage(input, check(input.value.trim(), valuesOf(form)));
  };
  form.addEventListener('input', (event) => recheck(event, false));
  form.addEventListener('focusout', (event) => recheck(event, true));
}

/** @param {HTMLInputElement} input @param {string | undefined} message */
function showMessage(input, message) {
  const id = `${input.id}-error`;
  const hint = document.getElementById(`${input.id}-hint`)?.id;
  let line = document.getElementById(id);
  if (message === undefined) {
    line?.remove();
    input.removeAttribute('aria-invalid');
  } else {
    if (!line) {
      line = el('p', { id, class: 'field__error' });
      input.after(line);
    }
    line.textContent = message;
    input.setAttribute('aria-invalid', 'true');
  }
  const described = [message === undefined ? undefined : id, hint].filter(Boolean).join(' ');
  if (described) input.setAttribute('aria-describedby', described);
  else input.removeAttribute('aria-describedby');
}
