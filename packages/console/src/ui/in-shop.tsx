import type { ComponentChildren, JSX } from 'preact';
import { shopColours } from '../desk/shop-colour.ts';

/** The custom properties of a shop's colour. By CSSOM, never as a style attribute: the page's policy forbids those. */
export function shopStyle(accent: string | undefined): Record<string, string> {
  const { fill, on, inkLight, inkDark } = shopColours(accent);
  return { '--shop': fill, '--on-shop': on, '--shop-ink-light': inkLight, '--shop-ink-dark': inkDark };
}

interface InShopProps {
  readonly accent: string | undefined;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** Whatever is inside may use the shop's colours. */
export function InShop({ accent, class: classes = '', children }: InShopProps): JSX.Element {
  return (
    <div class={`in-shop ${classes}`} style={shopStyle(accent)}>
      {children}
    </div>
  );
}
