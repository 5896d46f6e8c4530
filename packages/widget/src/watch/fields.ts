import { reduceName } from '@tillside/rules/privacy';
import { listen, page } from '../env.ts';
import { isPrivate } from '../page/private.ts';
import type { Sense } from './sense.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const FIELDS = 'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea';
const BUTTONS = 'button,input[type=submit],input[type=button],input[type=image]';

function nameOf(field: Element): string {
  const name = field.getAttribute('data-tillside-field') ?? field.getAttribute('name');
  return name ? reduceName(name) : '';
}

/**
 * Tells the fields of the shop's forms that are reached, left filled and changed again, by their names. Of what stands in
 * them only whether it is nothing. Listens on the document alone.
 */
export function senseFields({ _signal: signal, _tell: tell, _onPage: onPage }: Sense): void {
  let edits = new Map<string, number>();
  onPage(() => (edits = new Map()));

  const hear = (type: string, selector: string, act: (of: string, field: Field) => void, unnamed = ''): void =>
    listen(
      page(),
      type,
      ({ target }) => {
        const field = target instanceof Element ? target.closest(selector) : null;
        if (!field || isPrivate(field)) return;
        const of = nameOf(field) || unnamed;
        if (of) act(of, field as Field);
      },
      signal,
    );

  hear('focusin', FIELDS, (of) => tell('field_reached', { of }));
  hear('focusout', FIELDS, (of, field) => {
    const { type } = field;
    if (type === 'checkbox' || type === 'radio' ? (field as HTMLInputElement).checked : field.value)
      tell('field_filled', { of });
  });
  hear('change', FIELDS, (of) => {
    const value = (edits.get(of) ?? 0) + 1;
    edits.set(of, value);
    // The first time it was filled.
    if (value > 1) tell('field_edited', { of, value });
  });
  // Pressing on in the form is the next thing reached.
  hear('click', BUTTONS, (of, { form }) => form && tell('field_reached', { of }), 'submit');
}
