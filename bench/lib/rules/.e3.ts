import { engineOf, makePlaybook } from './ours.ts';
import { makeTrees } from './workload.ts';
const p = makePlaybook(makeTrees(50));
for (let i = 0; i < 400; i++) engineOf(p);
