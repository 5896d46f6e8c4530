/**
 * Makes the widget's text larger and nothing else, as browsers with text-only zoom do: every size of type and every line height, times `factor`.
 * @param {number} factor
 */
export function zoomText(factor) {
  const elements = ['tillside-widget', 'tillside-invitation'].flatMap((name) =>
    [...(document.querySelector(name)?.shadowRoot?.querySelectorAll('*') ?? [])].filter(
      (element) => element instanceof HTMLElement,
    ),
  );
  for (const { style } of elements) style.fontSize = style.lineHeight = '';
  if (factor === 1) return;
  const sizes = elements.map((element) => {
    const { fontSize, lineHeight } = getComputedStyle(element);
    return { element, fontSize: parseFloat(fontSize) * factor, lineHeight: parseFloat(lineHeight) * factor };
  });
  // All are read before any is changed: sizes are inherited.
  for (const { element, fontSize, lineHeight } of sizes) {
    element.style.fontSize = `${fontSize}px`;
    if (lineHeight > 0) element.style.lineHeight = `${lineHeight}px`;
  }
}
