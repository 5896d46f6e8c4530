/** Things of the world outside that only some files may name. */
export interface GlobalRule {
  readonly files: RegExp;
  readonly except?: RegExp;
  /** Free identifiers, or members of them. What only has the same name, such as a parameter, does not count. */
  readonly globals: readonly string[];
  readonly because: string;
}

const CLOCK = ['Date.now', 'performance.now'];
const CHANCE = ['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues'];
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'];
const NODE = ['process', 'Buffer'];
const DOM = ['window', 'document', 'navigator', 'localStorage', 'sessionStorage', 'indexedDB', 'location', 'history'];

export const GLOBAL_RULES: readonly GlobalRule[] = [
  {
    files: /^packages\/(rules\/src|relay\/src\/core)\//,
    globals: [...CLOCK, 'new Date()', ...CHANCE, ...TIMERS, ...NODE, ...DOM],
    because: 'pure code takes the time, chance and the world as arguments',
  },
  {
    files: /^packages\/protocol\/src\//,
    globals: [...CLOCK, 'new Date()', ...CHANCE, ...TIMERS, ...NODE, ...DOM],
    because: 'the wire and the client core are pure: clock, chance and timers are ports',
  },
  {
    files: /^packages\/widget\/src\/(?!ui\/)/,
    except: /^packages\/widget\/src\/env\.ts$/,
    globals: DOM,
    because: 'only env.ts names the page, so that everything else can be tried without one',
  },
  {
    files: /^packages\/.*\/src\//,
    except: /^packages\/relay\/src\/(main\.ts|config\.ts|cli\/tillside\.ts)$/,
    globals: ['process.env'],
    because: 'the environment is read in one place: main.ts (and the command line’s own), checked by config.ts',
  },
];
