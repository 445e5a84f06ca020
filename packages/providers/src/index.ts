export { createCog, type CogOptions } from './cog/create-cog.ts';
