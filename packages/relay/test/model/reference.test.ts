import { describeStore } from '../contracts/index.ts';
import { createReference } from './reference/index.ts';

// What the stores are compared with must itself keep every promise.
describeStore('the reference', async () => createReference()());
