import { draw } from './use-widget.ts';
import type { Stage } from './use-widget.ts';

/** What tests of the panel's forms find, fill and press, and what was sent since. */
export function useForms(stage: Stage) {
  const all = <Found extends HTMLElement>(selector: string): Found[] => [
    ...stage.started.shadow().querySelectorAll<Found>(selector),
  ];
  const labelled = (label: string): HTMLInputElement => {
    const found = all<HTMLLabelElement>('.field').find((it) => it.textContent?.trim().startsWith(label));
    const control = found?.querySelector<HTMLInputElement>('input,textarea,select');
    if (!control)
      throw new Error(
        `no field ${label} among: ${all('.field')
          .map((it) => it.textContent)
          .join()}`,
      );
    return control;
  };
  const fill = async (label: string, value: string): Promise<void> => {
    const control = labelled(label);
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    await draw();
  };
  const button = (name: string): HTMLButtonElement => {
    const found = all<HTMLButtonElement>('.panel button').find((it) => it.textContent?.trim() === name);
    if (!found)
      throw new Error(
        `no button ${name} among: ${all('.panel button')
          .map((it) => it.textContent)
          .join()}`,
      );
    return found;
  };
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
