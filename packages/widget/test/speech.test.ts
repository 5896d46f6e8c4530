import { expect, it, vi } from 'vitest';
import type { Load } from '../src/sdk/downloads.ts';
import { readOptions } from '../src/sdk/options.ts';
import { createSpeech } from '../src/ui/speech.ts';
import { RELAY, SITE, boot } from './helpers/shop.ts';

it('[WD7] what comes as a language and is none is asked for once, and English is spoken', async () => {
  const options = readOptions({ site: SITE, relayUrl: RELAY, locale: 'de' });
  if (!options) throw new Error('wrong options');
  const asked: string[] = [];
  const load = (async (name: string) => {
    asked.push(name);
    // Else a loop of downloads would never give the test its turn.
    if (asked.length > 2) await new Promise(() => undefined);
    return {};
  }) as Load;
  const speech = createSpeech(options, boot, load, () => undefined);
  speech._choose();
  await vi.waitFor(() => expect(speech._words()?._say('close')).toBe('Close the chat'), { timeout: 10_000 });
  expect(asked).toEqual(['de']);
});
