/** Groups the card number in fours and puts the slash into the date while they are typed, as on the card itself. */
/** @param {HTMLFormElement} form */
export function startCardFormatting(form) {
  form.addEventListener('input', (event) => {
    const input = event.target;
    // Someone who corrects a digit in the middle keeps the caret where it is.
    if (!(input instanceof HTMLInputElement) || input.selectionStart !== input.value.length) return;
    const isDeleting = event instanceof InputEvent && event.inputType.startsWith('delete');
    if (isDeleting) return;
    if (input.name === 'ccNumber') input.value = groups(digits(input.value).slice(0, 19));
    if (input.name === 'ccExp') input.value = expiry(digits(input.value).slice(0, 4), input.value);
  });
}

/** @param {string} text */
function digits(text) {
  return text.replace(/\D/gu, '');
}

/** @param {string} number */
function groups(number) {
  return number.replace(/(\d{4})(?=\d)/gu, '$1 ');
}

/** @param {string} number @param {string} typed */
function expiry(number, typed) {
  // A browser that fills in "08/2029" by itself is left alone; the check understands it.
  if (digits(typed).length > 4) return typed;
  return number.length < 2 ? number : `${number.slice(0, 2)} / ${number.slice(2)}`;
}
