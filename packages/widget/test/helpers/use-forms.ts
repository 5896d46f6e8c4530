import { draw } from './use-widget.ts';
import type { Stage } from './use-widget.ts';

/** What tests of the panel's forms find, fill and press, and what was sent since. */
export function useForms(stage: Stage) {
  const all = <Found extends HTMLElement>(selector: string): Found[] => [
    ...stage.started.shadow().querySelectorAll<Found>(selector),
  ];
  /** The one of them whose words are so; without it the test fails, and says what there is. */
  const find = <Found extends HTMLElement>(selector: string, isIt: (words: string) => boolean, name: string): Found => {
    const there = all<Found>(selector);
    const found = there.find((it) => isIt(it.textContent.trim()));
    if (!found) throw new Error(`no ${name} among ${selector}: ${there.map((it) => it.textContent).join()}`);
    return found;
  };
  const labelled = (label: string): HTMLInputElement => {
    const field = find('.field', (words) => words.startsWith(label), label);
    return field.querySelector('input,textarea,select') as HTMLInputElement;
  };
  const fill = async (label: string, value: string): Promise<void> => {
    const control = labelled(label);
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    await draw();
  };
  const button = (name: string): HTMLButtonElement => find('.panel button', (words) => words === name, name);
  const submit = async (): Promise<void> => {
    stage.started
      .find<HTMLFormElement>('.form')!
      .dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await draw();
  };
  const isComposing = (): boolean => !stage.started.find('.composer')!.closest('[hidden]');
  const sent = () => stage.started.link.sent.map(({ type, body }) => [type, body]);
  return { all, labelled, fill, button, submit, isComposing, sent };
}
