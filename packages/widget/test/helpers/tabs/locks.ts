import type { Tab } from './browser.ts';

interface Request {
  readonly name: string;
  readonly tab: Tab;
  readonly run: (lock: object | null) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Options {
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

/** Web Locks as the specification has them, for tabs that freeze and die: https://w3c.github.io/web-locks/. */
export interface Locks {
  request(name: string, options: Options, run: (lock: object | null) => unknown): Promise<unknown>;
  /** A tab is gone with all it held and waited for. */
  drop(tab: Tab): void;
  holder(name: string): Tab | undefined;
}

export function createLocks(
  after: (ms: number, run: () => void) => void,
  random: () => number,
  whose: () => Tab,
): Locks {
  const held = new Map<string, Request>();
  let queue: Request[] = [];
  const soon = (tab: Tab, run: () => void): void => after(random() * 4, () => tab.enter(run));

  const letGo = (request: Request): void => {
    if (held.get(request.name) !== request) return;
    held.delete(request.name);
    const next = queue.find(({ name }) => name === request.name);
    if (next) {
      queue = queue.filter((other) => other !== next);
      grant(next);
    }
  };
  function grant(request: Request): void {
    held.set(request.name, request);
    soon(request.tab, () => {
      Promise.resolve(request.run({ name: request.name })).then(
        (value) => {
          letGo(request);
          request.resolve(value);
        },
        (error: unknown) => {
          letGo(request);
          request.reject(error);
        },
      );
    });
  }

  return {
    request: (name, { ifAvailable, steal, signal }, run) =>
      new Promise((resolve, reject) => {
        const request: Request = { name, tab: whose(), run, resolve, reject };
        const before = held.get(name);
        if (steal) {
          if (before) {
            held.delete(name);
            soon(before.tab, () => before.reject(new DOMException('stolen', 'AbortError')));
          }
          grant(request);
        } else if (!before) grant(request);
        else if (ifAvailable) soon(request.tab, () => resolve(run(null)));
        else {
          queue.push(request);
          signal?.addEventListener('abort', () => {
            if (!queue.includes(request)) return;
            queue = queue.filter((other) => other !== request);
            soon(request.tab, () => reject(new DOMException('given up', 'AbortError')));
          });
        }
      }),
    drop(tab) {
      queue = queue.filter((request) => request.tab !== tab);
      for (const request of held.values()) if (request.tab === tab) letGo(request);
    },
    holder: (name) => held.get(name)?.tab,
  };
}
