export { createMore } from '../facts/create-more.ts';
export * from '../shop/reader.ts';
