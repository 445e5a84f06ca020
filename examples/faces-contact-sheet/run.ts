/**
 * Embeds the contact sheet with inputs of your own: the pictures that are named on the command line
 * go into the store first, since values hold references to files and never the files.
 */
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesOf, itemsOf, saveFile, withExample } from '../open-example.ts';

const paths = process.argv.slice(2);

await withExample('faces-contact-sheet', async ({ workflow, folder, services }) => {
  const { artifacts, engine, config } = services;
  const photos = await Promise.all(paths.map((path) => artifacts.put(createReadStream(path))));
  const run = await engine.run(workflow, {
    folder,
    ...(photos.length > 0 && { inputs: { photos } }),
  });
  const { outputs } = await run.result;
  for (const [index, faces] of itemsOf(outputs['faces']).entries()) {
    console.log(`photo ${index + 1}: faces found: ${filesOf(faces).length}`);
  }
  if (outputs['sheet'] === undefined) return console.log('There is no face to lay out.');
  const target = resolve(config.dataFolder, 'embedded', 'faces-contact-sheet');
  console.log(await saveFile(services, outputs['sheet'], join(target, 'sheet')));
});
