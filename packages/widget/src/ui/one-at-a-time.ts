/** Makes of `act` one that may be asked for while it runs: then it runs once more after that, never inside itself. */
export function oneAtATime(act: () => void): () => void {
  let isRunning = false;
  let isAsked = false;
  return () => {
    isAsked = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isAsked) {
        isAsked = false;
        act();
      }
    } finally {
      isRunning = false;
    }
  };
}
