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
  const script = ownScript();
  // Beside the script itself, whatever its address. In full: Chromium knows no base for a classic script of another origin.
  const folder = script ? new URL('.', script.src).href : './';
  const load = (name: string) => import(/* @vite-ignore */ `${folder}assets/${name}-${__BUILD__}.js`);
  setHints(load);
  if (!script) return hint('module');
  const widget = running();
  // A tag of the body runs anew with each page that Turbo and its like put in place; the one before is gone then.
  if (widget) return widget._tag?.isConnected === false || hint('twice');
  const options = readOptions({ relayUrl: script.src, ...script.dataset });
  if (options) expose(createWidget(options, load, __VERSION__))._tag = script;
})();
