export interface Ring {
  /** Said on the ring, and to screen readers. */
  readonly words: string;
  /** On the button that takes it away. */
  readonly hide: string;
  /** Where what we add to the page is drawn. */
  readonly root: ShadowRoot;
  readonly onEnd: () => void;
}

/** Room between the part and the ring. */
const ROOM_PX = 6;

/** Draws a ring around a part of the page and follows it. What it returns takes it away. */
export function drawRing(it: Element, { words, hide, root, onEnd }: Ring): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const sheet = new CSSStyleSheet();
  const ring = document.createElement('div');
  const label = document.createElement('p');
  const button = document.createElement('button');
  ring.className = 'ring';
  label.role = 'status';
  button.type = 'button';
  button.textContent = hide;
  ring.append(label);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  root.querySelector('.ui')?.append(ring);
  // A region that was there already is heard.
  label.append(words, ' ', button);

  const end = (): void => {
    if (signal.aborted) return;
    ending.abort();
    ring.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
    onEnd();
  };
  const place = (): void => {
    if (!it.isConnected) return end();
    const { top, left, width, height } = it.getBoundingClientRect();
    const [x, y, wide, high] = [left - ROOM_PX, top - ROOM_PX, width + 2 * ROOM_PX, height + 2 * ROOM_PX].map(
      Math.round,
    );
    ring.classList.toggle('is-low', top > innerHeight / 2);
    sheet.replaceSync(`.ring{top:${y}px;left:${x}px;width:${wide}px;height:${high}px}`);
  };
  const isCalm = matchMedia('(prefers-reduced-motion:reduce)').matches;
  it.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
  place();
  for (const type of ['scroll', 'resize']) addEventListener(type, place, { signal, capture: true, passive: true });
  const timer = setInterval(place, 250);
  signal.addEventListener('abort', () => clearInterval(timer));
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // This one is the ring's: the panel stays open.
    event.stopPropagation();
    end();
  };
  document.addEventListener('keydown', onKey, { signal, capture: true });
  document.addEventListener('click', end, { signal, capture: true });
  return end;
}
