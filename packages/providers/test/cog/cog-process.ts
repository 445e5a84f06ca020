/** Starts every container of the tests in a process of its own and tells its parent where they are. */
import { CogContainer } from './cog-container.ts';
import { cogModels } from './cog-models.ts';

const urls: Record<string, string> = {};
for (const [name, { model, options }] of Object.entries(cogModels)) {
  urls[name] = await new CogContainer(model, options).start();
}
process.send?.(urls);
process.on('disconnect', () => process.exit());
