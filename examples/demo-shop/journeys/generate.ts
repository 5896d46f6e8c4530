import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { writeJourney } from '@tillside/rules/journeys';
import { drawJourney } from './walk.ts';

/**
 * Prints journeys of shoppers of Halden, drawn by chance from a seed: the same at every run.
 *
 *     node examples/demo-shop/journeys/generate.ts > examples/demo-shop/journeys/halden.ndjson
 *     node examples/demo-shop/journeys/generate.ts --count 100000 --seed load > /tmp/many.ndjson
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '225' }, seed: { type: 'string', default: 'halden' } },
});
const count = Number(values.count);
if (!Number.isInteger(count) || count < 0) throw new Error(`--count ${values.count}: expected a whole number`);

let batch = '';
for (let n = 0; n < count; n++) {
  batch += writeJourney(drawJourney(values.seed, n));
  if (batch.length < 65_536 && n < count - 1) continue;
  if (!process.stdout.write(batch)) await once(process.stdout, 'drain');
  batch = '';
}
