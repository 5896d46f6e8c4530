export { packTrace } from './pack.ts';
export { unpackTrace } from './unpack.ts';
