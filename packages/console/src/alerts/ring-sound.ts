import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** `blocked`: the browser keeps the page silent until the rep touches it. */
export type SoundState = 'blocked' | 'ready' | 'missing';

export interface RingSound {
  readonly state: ReadonlySignal<SoundState>;
  /** Only a click or a key lets a page make sound; call it from one. */
  unlock(): Promise<void>;
  /** Rings until `stop`. Starting twice rings once. */
  start(): void;
  stop(): void;
  /** One ring, to hear what it is like. */
  once(): void;
}

/** Two soft tones, a rising fourth: heard in an office, not in the next one. Hertz. */
const TONES = [587.33, 783.99] as const;
const TONE_SECONDS = 0.5;
const LOUDNESS = 0.16;
/** From one ring to the next. Milliseconds. */
const EVERY_MS = 2_600;

export function createRingSound(
  open: (() => AudioContext) | undefined,
  isUnlocked: () => boolean = () => false,
): RingSound {
  const state = signal<SoundState>(open === undefined ? 'missing' : 'blocked');
  let context: AudioContext | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  const once = (): void => {
    if (context?.state === 'running') playTones(context);
  };
  const unlock = async (): Promise<void> => {
    if (open === undefined || state.peek() === 'ready') return;
    if (context === undefined) {
      context = open();
      // A browser may take the sound away again (a phone call, a sleeping laptop).
      const opened = context;
      opened.addEventListener(
        'statechange',
        () => void (state.value = opened.state === 'running' ? 'ready' : 'blocked'),
      );
    }
    await context.resume().catch(() => undefined);
    state.value = context.state === 'running' ? 'ready' : 'blocked';
  };
  // Opened before the rep touched the page, a context would only earn a warning in the browser's console.
  if (isUnlocked()) void unlock();
  return {
    state,
    unlock,
    once,
    start() {
      if (timer !== undefined) return;
      once();
      timer = setInterval(once, EVERY_MS);
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function playTones(context: AudioContext): void {
  for (const [index, hertz] of TONES.entries()) {
    const at = context.currentTime + index * TONE_SECONDS * 0.45;
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.type = 'sine';
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + TONE_SECONDS);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + TONE_SECONDS);
  }
}
