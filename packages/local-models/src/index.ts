export { createLocal, type LocalOptions } from './create-local.ts';
