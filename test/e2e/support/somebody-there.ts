import { vi } from 'vitest';

/** Resolves once the relay tells pages that a rep of the site could answer now: one that is loaded earlier offers to leave a message. */
export async function somebodyThere(relayUrl: string, site: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      const answer = await fetch(`${relayUrl}/v1/sites/${site}/boot`);
      return ((await answer.json()) as { availability: string }).availability === 'now';
    },
    { timeout: 20_000, interval: 100 },
  );
}
