/**
 * Remembers who set which timer. Node can say how many timers keep the process alive, but the test runner's own are
 * among them, and a number does not tell where to look.
 */
export interface TimerWatch {
  /** Timers that wait and keep the process alive: where each was set, as one line of a stack. */
  readonly waiting: () => readonly string[];
  readonly stop: () => void;
}

interface Pending {
  readonly handle: NodeJS.Timeout;
  readonly origin: Error;
}

/** Beyond this many, those that are over are forgotten. */
const PRUNE_ABOVE = 2000;

export function watchTimers(): TimerWatch {
  const { setTimeout: originalTimeout, setInterval: originalInterval } = globalThis;
  let pending: Pending[] = [];
  const remember = (handle: NodeJS.Timeout): NodeJS.Timeout => {
    if (pending.length > PRUNE_ABOVE) pending = pending.filter(isWaiting);
    pending.push({ handle, origin: new Error('timer') });
    return handle;
  };
  // Proxies keep what hangs on the functions themselves, such as setTimeout's promisified form.
  globalThis.setTimeout = new Proxy(originalTimeout, {
    apply: (target, self, args) => remember(Reflect.apply(target, self, args)),
  });
  globalThis.setInterval = new Proxy(originalInterval, {
    apply: (target, self, args) => remember(Reflect.apply(target, self, args)),
  });
  return {
    waiting: () => (pending = pending.filter(isWaiting)).map(({ origin }) => caller(origin)),
    stop: () => void Object.assign(globalThis, { setTimeout: originalTimeout, setInterval: originalInterval }),
  };
}

/** Node marks a timer that fired for the last time or was cleared by this otherwise private member. */
const isWaiting = ({ handle }: Pending): boolean =>
  !('_destroyed' in handle && handle._destroyed === true) && handle.hasRef();

/** The first line of the stack below the proxy. */
function caller(origin: Error): string {
  const lines = (origin.stack ?? '').split('\n').filter((line) => line.trim().startsWith('at '));
  return (
    lines.find((line) => !line.includes(import.meta.filename) && !line.includes('at Reflect.')) ?? 'unknown'
  ).trim();
}
