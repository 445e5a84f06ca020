/** The official client in a process of its own, which trusts the certificate of the server. */
import Replicate from 'replicate';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const baseUrl = `${process.argv[2]}/v1`;
const replicate = new Replicate({ baseUrl });

const made = await replicate.run('test/bytes', { input: { size: 5000 } });
const address = made.url().href;
const sizeBytes = (await made.blob()).size;
const { image, files } = await replicate.run('test/echo', {
  input: { image: png, files: [Buffer.from('one'), Buffer.from('two')] },
});
const picture = await image.blob();
const listed = await Promise.all(files.map(async (file) => (await file.blob()).text()));
const bare = new Replicate({ baseUrl, useFileOutput: false });
const plain = typeof (await bare.run('test/bytes', { input: { size: 1 } }));

console.log(
  JSON.stringify({
    isFile: made instanceof ReadableStream,
    address,
    sizeBytes,
    imageType: picture.type,
    imageBytes: picture.size,
    listed,
    plain,
  }),
);
