import { ownScript } from '../env.ts';
import { createWidget } from '../sdk/create-widget.ts';
import { expose, running } from '../sdk/expose.ts';
import { guard } from '../sdk/guard.ts';
import { hint, setHints } from '../sdk/hint.ts';
import { readOptions } from '../sdk/options.ts';

/** Put in place by the build: what the names of all other bundles end in, and the package's version. */
declare const __BUILD__: string;
declare const __VERSION__: string;

guard(() => {
  // Beside the script itself, whatever its address.
  const load = (name: string) => import(/* @vite-ignore */ `./assets/${name}-${__BUILD__}.js`);
  setHints(() => load('hints'));
  const script = ownScript();
  if (!script) return hint('module');
  if (running()) return hint('twice');
  const options = readOptions(Object.assign({ relayUrl: script.src }, script.dataset));
  if (options) expose(createWidget(options, load, __VERSION__));
})();
