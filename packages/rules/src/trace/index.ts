export { factsSeen } from './facts-seen.ts';
export { packTrace } from './pack.ts';
export { unpackTrace } from './unpack.ts';
