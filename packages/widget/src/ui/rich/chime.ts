/** Two soft notes, a fifth apart. */
const NOTES = [659, 988];
const LASTS_S = 0.5;
const LOUD = 0.05;
/** So long no other tab of the visitor's sounds too. */
const ALONE_MS = 1_000;

function play(): void {
  const audio = new AudioContext();
  const { currentTime: now, destination } = audio;
  NOTES.forEach((pitch, index) => {
    const from = now + index * 0.09;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(LOUD, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + LASTS_S);
    tone.connect(gain).connect(destination);
    tone.start(from);
    tone.stop(from + LASTS_S);
    if (index) tone.addEventListener('ended', () => void audio.close());
  });
}

/** A soft sound, in one of the visitor's tabs. Browsers allow none before the visitor did something on the page, and we do not try. */
export function chime(): void {
  if (!navigator.userActivation?.hasBeenActive || typeof AudioContext !== 'function') return;
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return play();
  void locks.request('tillside:sound', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    play();
    await new Promise((resolve) => setTimeout(resolve, ALONE_MS));
  });
}
