/** What Shopify puts beside a custom pixel. */
declare const analytics: import('@shopify/web-pixels-extension').ExtensionApi['analytics'];
declare const browser: import('@shopify/web-pixels-extension').ExtensionApi['browser'];
