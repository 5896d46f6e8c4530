import { createConsent } from '../consent/consent.ts';
import { createStore, DO_NOT_DISTURB, VISITOR } from '../consent/store.ts';
import { previewKey, whenIdle, whenLoaded, win } from '../env.ts';
import { fetchBoot, fetchPlaybook } from './boot.ts';
import type { Load } from './downloads.ts';
import { emit, subscribe } from './events.ts';
import { guard, report } from './guard.ts';
import { watchGuests } from './guests.ts';
import { hint } from './hint.ts';
import type { Options } from './options.ts';
import { run } from './run.ts';
import type { Running } from './run.ts';
import type { Tillside } from './types.ts';
import type { Ground } from './world.ts';

const FIRST_RETRY_MS = 2_000;

/** What is called on a widget that runs: `run` knows the first two, the part `calls` all others. */
const CALLS = 'track page open close toggle show hide identify set invite setLocale setTheme debug';
type Called = Omit<Tillside, 'version' | 'consent' | 'on' | 'once' | 'ready' | 'shutdown' | 'destroy'>;
type Methods = Readonly<Record<string, ((...values: readonly unknown[]) => unknown) | undefined>>;

/** The widget on one page: its public face at once, everything behind it as soon as the relay has said who the site is. */
export function createWidget(options: Options, load: Load, version: string): Tillside {
  const ending = new AbortController();
  const { signal } = ending;
  const preview = previewKey();
  // Who tries the site out is another visitor than the shopper of the same browser.
  const store = createStore((preview ? 'preview:' : '') + options.site);
  let running: Running | undefined;
  let becomeReady: () => void;
  const ready = new Promise<void>((resolve) => (becomeReady = resolve));

  const consent = createConsent(
    store,
    options.consent,
    guard((state) => {
      running?._consented(state);
      emit('consent', { state });
    }),
    signal,
  );
  const ground: Ground = {
    _options: options,
    _store: store,
    _consent: consent,
    _signal: signal,
    _report: report,
    _load: load,
    _preview: preview,
    _bootNow: () => fetchBoot(options),
  };

  const start = async (retryMs: number): Promise<unknown> => {
    const boot = !signal.aborted && (await ground._bootNow());
    if (boot === undefined) return setTimeout(begin, retryMs, retryMs * 2);
    if (!boot || signal.aborted) return;
    // What a consent platform says counts before what an earlier page was told.
    await watchGuests({ ...ground, _track: later.track, _page: later.page, _boot: boot });
    consent._start();
    // Before the relay has said who this is, a name for as long as the page lives.
    const seed = store._get<string>(VISITOR) ?? String(Math.random());
    // With all that its conditions may ask for, before the rules see the page.
    const { _playbook, _needed } = await fetchPlaybook(options, boot, seed, load);
    if (signal.aborted) return;
    running = run({ ...ground, _boot: boot, _playbook, _seed: seed }, _needed);
    becomeReady();
    emit('ready', { site: options.site, version });
  };
  const begin = (retryMs = FIRST_RETRY_MS): unknown => start(retryMs).catch(report);
  if (options.lazy) whenLoaded(() => whenIdle(() => begin()), signal);
  // Not at once: calls that the page queued, `consent('denied')` among them, come first.
  else setTimeout(begin);

  const told: Tillside['consent'] = guard((said) => {
    if (!consent._hear(said)) hint('consent', said);
  });

  /** Calls that need to know the site: they wait for it, and for each other, so that they are made in order. */
  let turn: Promise<unknown> = ready;
  const calls: object = Object.fromEntries(
    CALLS.split(' ').map((name) => [
      name,
      (...values: readonly unknown[]) => {
        turn = turn
          .then(async () => {
            const methods: object | undefined = running && (name in running ? running : await running._calls());
            // It may have been destroyed meanwhile.
            return running && (methods as Methods)[name]?.(...values);
          })
          .catch(report);
        // A call gives nothing: what a React effect is given it calls in the end.
        return name === 'debug' ? turn : undefined;
      },
    ]),
  );
  const later = calls as Called;

  const destroy = (): void => {
    ending.abort();
    running = undefined;
    delete win().Tillside;
  };

  return {
    ...later,
    version,
    consent: told,
    on: subscribe,
    once: (name, listener) => subscribe(name, listener, true),
    ready: (then) => ready.then(then),
    shutdown() {
      destroy();
      store._set(DO_NOT_DISTURB, undefined);
      store._allow(0);
    },
    destroy,
  };
}
