import { createClientCore } from '@tillside/protocol/client';
import type { Asked, ClientEvent, Effect, Input, OutboxItem, Told } from '@tillside/protocol/client';
import { detach } from '../../src/client/view.ts';
import { attached, welcomed } from './frames.ts';

/** Sessions by number; 1 is the page's own. */
export const sessionId = (number: number): string => number.toString(16).padStart(32, '0');

export interface Harness {
  now: number;
  /** What `random()` answers next, and until it is set anew. */
  chance: number;
  /** One input; returns the effects. */
  step(input: Input): readonly Effect[];
  told(frame: Told): readonly Effect[];
  /** Lets time pass, waking the core whenever it wanted to be. */
  pass(ms: number): void;
  /** The socket stands, and the relay says welcome. */
  welcome(): void;
  /** Connects, is welcomed and, unless told otherwise, attached to `mine`. Forgets what was recorded until then. */
  up(options?: { readonly isAttached?: boolean }): void;
  reconnect(code?: number): void;
  /** Frames sent since the last look. */
  sent(): readonly Asked[];
  /** Effects of one type since the last look. */
  seen<Type extends Effect['type']>(type: Type): readonly Extract<Effect, { readonly type: Type }>[];
  events(): readonly ClientEvent[];
  outbox(): readonly OutboxItem[];
  /** When the core's timer fires; Infinity: none. */
  readonly wakeAt: number;
}

/** Drives the core by hand: a clock that stands until told, chances that are said, effects that are kept. */
export function createHarness(): Harness {
  let log: Effect[] = [];
  let wakeAt = Infinity;
  const core = createClientCore({ random: () => harness.chance, newSession: () => sessionId(1) }, { detach });

  const take = <Type extends Effect['type']>(type: Type) => {
    const found = log.filter((effect): effect is Extract<Effect, { readonly type: Type }> => effect.type === type);
    log = log.filter((effect) => effect.type !== type);
    return found;
  };

  const harness: Harness = {
    now: 1_700_000_000_000,
    chance: 0.5,
    step(input) {
      const effects = core.step(input, harness.now);
      for (const effect of effects) if (effect.type === 'wake') wakeAt = harness.now + effect.afterMs;
      log.push(...effects);
      return effects;
    },
    told: (frame) => harness.step({ type: 'frame', frame }),
    pass(ms) {
      const until = harness.now + ms;
      while (wakeAt <= until) {
        harness.now = Math.max(harness.now, wakeAt);
        wakeAt = Infinity;
        harness.step({ type: 'tick' });
      }
      harness.now = until;
    },
    welcome() {
      harness.step({ type: 'opened' });
      harness.told(welcomed());
    },
    up({ isAttached = true } = {}) {
      if (isAttached) harness.step({ type: 'attach', conversation: 'mine' });
      harness.step({ type: 'connect' });
      harness.welcome();
      if (isAttached) harness.told(attached());
      log = [];
    },
    reconnect(code = 1006) {
      harness.step({ type: 'closed', code });
      harness.pass(15_000);
      harness.welcome();
    },
    sent: () => take('send').map(({ frame }) => frame),
    seen: take,
    events() {
      const types = ['link', 'told', 'acked', 'refused', 'missing'] as const;
      return log.filter((effect): effect is ClientEvent => (types as readonly string[]).includes(effect.type));
    },
    outbox: () => core.outbox(),
    get wakeAt() {
      return wakeAt;
    },
  };
  return harness;
}
