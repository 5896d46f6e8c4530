import { vi } from 'vitest';
import { askBoot } from './ask-boot.ts';

/** Resolves once the relay tells pages that a rep of the site could answer now: one that is loaded earlier offers to leave a message. */
export async function somebodyThere(relayUrl: string, site: string): Promise<void> {
  await vi.waitUntil(async () => (await askBoot(relayUrl, site)).availability === 'now', {
    timeout: 20_000,
    interval: 100,
  });
}
