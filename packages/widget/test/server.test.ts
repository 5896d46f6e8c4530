// @vitest-environment node
import { describe, expect, it } from 'vitest';

describe('on a server', () => {
  it('[SD7] the import touches nothing, and createTillside gives a widget that does nothing', async () => {
    expect(typeof document).toBe('undefined');
    const before = Object.getOwnPropertyNames(globalThis);
    const { createTillside } = await import('../src/index.ts');
    const widget = createTillside({ site: 'site_halden', relayUrl: 'https://relay.example' });
    widget.open();
    widget.consent('granted');
    widget.on('ready', () => undefined)();
    widget.once('open', () => undefined)();
    expect(widget.ready()).toBeInstanceOf(Promise);
    widget.destroy();
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
  });
});
