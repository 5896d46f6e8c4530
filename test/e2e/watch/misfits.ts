import type { Page } from 'playwright-core';

/**
 * What does not fit in the widget as it is on the screen now, one line for each: text that is cut off, that leaves the screen or its button,
 * that lies on other text; controls on one another, or too small to hit (24 px, WCAG 2.5.8).
 */
export const findMisfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    /** Rounding of fractions of a pixel, and glyphs that reach over their line. */
    const SLACK = 1.5;
    const roots = ['tillside-widget', 'tillside-invitation'].flatMap((name) => {
      const root = document.querySelector(name)?.shadowRoot;
      return root ? [root] : [];
    });
    const named = (element: Element): string =>
      `${element.localName}.${(element.getAttribute('class') ?? '').replaceAll(' ', '.')}`;
    const said = (text: string): string => `“${text.trim().slice(0, 40)}”`;
    const isVisible = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest('.unseen');
    /** The part of a rectangle that its scrolling and cutting ancestors let through. */
    const shown = (rect: DOMRect, of: Element): { left: number; right: number; top: number; bottom: number } => {
      let { left, right, top, bottom } = rect;
      for (let at: Element | null = of; at; at = at.parentElement) {
        if (getComputedStyle(at).overflow === 'visible') continue;
        const box = at.getBoundingClientRect();
        [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
      return { left, right, top, bottom };
    };
    type Box = ReturnType<typeof shown>;
    const isEmpty = ({ left, right, top, bottom }: Box): boolean => right - left <= SLACK || bottom - top <= SLACK;
    const overlaps = (a: Box, b: Box): boolean =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

    const texts: { readonly element: Element; readonly text: string; readonly box: Box }[] = [];
    const controls: { readonly element: Element; readonly box: Box }[] = [];
    for (const element of roots.flatMap((root) => [...root.querySelectorAll('*')])) {
      if (!isVisible(element)) continue;
      const style = getComputedStyle(element);
      const cuts = (axis: string): boolean => ['hidden', 'clip'].includes(axis);
      if (element instanceof HTMLElement && element.clientWidth > 0 && element.textContent?.trim()) {
        if (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + SLACK)
          found.push(`${named(element)} is cut off at the side: ${said(element.textContent)}`);
        if (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + SLACK)
          found.push(`${named(element)} is cut off below: ${said(element.textContent)}`);
        if (
          style.overflowX !== 'visible' &&
          !cuts(style.overflowX) &&
          element.scrollWidth > element.clientWidth + SLACK
        )
          found.push(`${named(element)} scrolls sideways: ${said(element.textContent)}`);
      }
      const control = element.matches('a[href],button,input,select,textarea,summary') ? element : undefined;
      if (control) {
        const rect = control.getBoundingClientRect();
        const box = shown(rect, control);
        if (!isEmpty(box)) {
          controls.push({ element: control, box });
          const isInText = control.matches('p a,p button,li a,.bubble a');
          if (!isInText && (rect.width < 24 || rect.height < 24))
            found.push(`${named(control)} is ${rect.width} x ${rect.height} px`);
        }
      }
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const holder = element.closest('button');
        for (const rect of range.getClientRects()) {
          const box = shown(rect, element);
          if (isEmpty(box)) continue;
          texts.push({ element, text: node.textContent, box });
          if (rect.left < -SLACK || rect.right > innerWidth + SLACK)
            found.push(`${said(node.textContent)} leaves the screen`);
          const around = holder?.getBoundingClientRect();
          if (around && (rect.left < around.left - SLACK || rect.right > around.right + SLACK))
            found.push(`${said(node.textContent)} is wider than its button`);
          if (around && (rect.top < around.top - SLACK - 2 || rect.bottom > around.bottom + SLACK + 2))
            found.push(`${said(node.textContent)} is higher than its button`);
        }
      }
    }
    /** Panel and invitation lie over the launcher, and over one another, by intention: each is looked at by itself. */
    const layer = (element: Element): Element | null => element.closest('.menu,.launcher,.panel,.card');
    texts.forEach((one, index) => {
      for (const other of texts.slice(index + 1)) {
        if (one.element === other.element || layer(one.element) !== layer(other.element)) continue;
        // A badge is made to lie on something.
        if (one.element.closest('.badge,.avatar') || other.element.closest('.badge,.avatar')) continue;
        if (overlaps(one.box, other.box)) found.push(`${said(one.text)} lies on ${said(other.text)}`);
      }
    });
    controls.forEach((one, index) => {
      for (const other of controls.slice(index + 1)) {
        if (layer(one.element) !== layer(other.element)) continue;
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        if (overlaps(one.box, other.box)) found.push(`${named(one.element)} lies on ${named(other.element)}`);
      }
    });
    return [...new Set(found)];
  });
