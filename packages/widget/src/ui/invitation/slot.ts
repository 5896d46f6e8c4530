export interface Slot {
  readonly _place: HTMLElement;
  readonly _close: () => void;
}

/**
 * Draws an invitation into the first place that the page marks with `data-tillside-slot`, that is in view and has room enough: nothing of the
 * page may move. Nothing where there is none. It has a root of its own, with the sheets and the theme of the widget's.
 */
export function openSlot(box: HTMLElement, draw: (place: HTMLElement) => void): Slot | undefined {
  for (const slot of document.querySelectorAll<HTMLElement>('[data-tillside-slot]')) {
    const { top, bottom, width, height } = slot.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight || !width) continue;
    const host = document.createElement('tillside-invitation');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = (box.getRootNode() as ShadowRoot).adoptedStyleSheets.slice(1);
    const place = box.cloneNode() as HTMLElement;
    root.append(place);
    slot.append(host);
    draw(place);
    if (slot.getBoundingClientRect().height <= height) return { _place: place, _close: () => host.remove() };
    host.remove();
  }
  return undefined;
}
