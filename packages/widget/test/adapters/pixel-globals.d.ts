import type { ExtensionApi } from '@shopify/web-pixels-extension';

/** What Shopify puts beside a custom pixel. */
declare global {
  const analytics: ExtensionApi['analytics'];
  const browser: ExtensionApi['browser'];
}
