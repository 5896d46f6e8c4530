import { ownScript, say } from '../env.ts';
import { createWidget } from '../sdk/create-widget.ts';
import { expose, running } from '../sdk/expose.ts';
import { guard } from '../sdk/guard.ts';
import { hint, setHints } from '../sdk/hint.ts';
import { readOptions } from '../sdk/options.ts';

/** Put in place by the build: the hashed names of the other bundles, and the package's version. */
declare const __LINK_FILE__: string;
declare const __UI_FILE__: string;
declare const __HINTS_FILE__: string;
declare const __FACTS_FILE__: string;
declare const __WATCH_FILE__: string;
declare const __RECORD_FILE__: string;
declare const __VERSION__: string;

guard(() => {
  const script = ownScript();
  if (!script) return say('this needs a classic <script src> tag.');
  const load = (file: string) => () => import(/* @vite-ignore */ new URL(`assets/${file}`, script.src).href);
  setHints(load(__HINTS_FILE__));
  if (running()) return hint('twice');
  const options = readOptions(Object.assign({ relayUrl: script.src }, script.dataset));
  if (options) {
    const loaders = {
      _link: load(__LINK_FILE__),
      _ui: load(__UI_FILE__),
      _facts: load(__FACTS_FILE__),
      _watch: load(__WATCH_FILE__),
      _record: load(__RECORD_FILE__),
    };
    expose(createWidget(options, loaders, __VERSION__));
  }
})();
