import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until it is answered; rejects with the last refusal after some seconds. */
export async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === 200) throw error;
      await delay(25);
    }
  }
}
