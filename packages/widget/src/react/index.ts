import { useEffect, useState } from 'react';
import { createTillside } from '../index.ts';
import type { Tillside as Widget, TillsideOptions } from '../index.ts';

/**
 * The widget while the calling component is on the page; nothing before the first effect and on a server. Options count as they are at first:
 * change them by a new `key` of the component, or by the widget's own calls.
 */
export function useTillside(options: TillsideOptions): Widget | undefined {
  const [widget, setWidget] = useState<Widget>();
  useEffect(() => {
    const created = createTillside(options);
    // It can be called itself, so it is given by a function, or React would call it.
    setWidget(() => created);
    return () => created.destroy();
    // Once: an object written in place is another one at each drawing.
  }, []);
  return widget;
}

/** The same as a component: `<Tillside site="site_shop" relayUrl="https://chat.shop.example" />`. Draws nothing itself. */
export function Tillside(options: TillsideOptions): null {
  useTillside(options);
  return null;
}
