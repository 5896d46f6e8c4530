import { engineOf, makePlaybook, begin } from './ours.ts';
import { makeTrees } from './workload.ts';
const p = makePlaybook(makeTrees(50));
for (let i = 0; i < 5; i++) {
  const t = performance.now();
  const e = engineOf(p);
  const a = performance.now();
  e.start(undefined, begin);
  console.log('compile', (a - t).toFixed(2), 'start', (performance.now() - a).toFixed(2));
}
