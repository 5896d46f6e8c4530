/** As much of an AudioContext as rings: counts the tones it was asked for. */
export class FakeAudio extends EventTarget {
  state: 'suspended' | 'running' = 'suspended';
  currentTime = 0;
  destination = {};
  tones: number[] = [];
  /** Whether the browser lets the page make sound. */
  readonly isAllowed: () => boolean;
  constructor(isAllowed: () => boolean = () => true) {
    super();
    this.isAllowed = isAllowed;
  }
  resume(): Promise<void> {
    if (this.isAllowed()) this.state = 'running';
    return Promise.resolve();
  }
  createOscillator() {
    const { tones } = this;
    const frequency = { value: 0 };
    return {
      type: '',
      frequency,
      connect: <T>(next: T): T => next,
      start: () => void tones.push(frequency.value),
      stop: () => undefined,
    };
  }
  createGain() {
    const nothing = (): undefined => undefined;
    const gain = { setValueAtTime: nothing, linearRampToValueAtTime: nothing, exponentialRampToValueAtTime: nothing };
    return { gain, connect: <T>(next: T): T => next };
  }
}

/** What the code under test takes it for. */
export const asAudio = (audio: FakeAudio): AudioContext => audio as EventTarget as AudioContext;
