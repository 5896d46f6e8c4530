import { ownScript, say } from '../env.ts';
import { createWidget } from '../sdk/create-widget.ts';
import { expose, running } from '../sdk/expose.ts';
import { guard } from '../sdk/guard.ts';
import { hint, setHints } from '../sdk/hint.ts';
import { readOptions } from '../sdk/options.ts';

/** Put in place by the build: what the names of all other bundles end in, and the package's version. */
declare const __BUILD__: string;
declare const __VERSION__: string;

guard(() => {
  const script = ownScript();
  if (!script) return say('this needs a classic <script src> tag.');
  const load = (name: string) => import(/* @vite-ignore */ new URL(`assets/${name}-${__BUILD__}.js`, script.src).href);
  setHints(() => load('hints'));
  if (running()) return hint('twice');
  const options = readOptions(Object.assign({ relayUrl: script.src }, script.dataset));
  if (options) expose(createWidget(options, load, __VERSION__));
})();
