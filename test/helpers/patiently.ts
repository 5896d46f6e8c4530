/**
 * Opens a store, by `open`, on servers that share the machine with every other test: they may take longer to answer than an operator would wait.
 * Rejects with the last refusal after so long.
 */
export async function patiently<T>(open: () => Promise<T>, withinMs = 20_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if (performance.now() > end || !(error instanceof Error && error.name === 'StoreUnavailableError')) throw error;
    }
  }
}
