import { createFsArtifactStore } from './src/node/fs-artifact-store.ts';
import { toErrorRecord, readAll } from '@catena/engine';
import { readdirSync, statfsSync } from 'node:fs';
const dir='/tmp/tiny/data'; const s=createFsArtifactStore(dir);
const small=await s.put(new Uint8Array(200_000).fill(1));
for (const src of [new Uint8Array(5_000_000).fill(2), (async function*(){for(let i=0;i<80;i++) yield new Uint8Array(65536).fill(i)})()])
 try { await s.put(src); console.log('??'); } catch (e) { const r=toErrorRecord(e); console.log(JSON.stringify(r)); }
console.log(readdirSync(dir+'/incoming'), statfsSync(dir).bavail*4096, (await readAll(s.read(small.$artifact))).length);
console.log(await s.put(new Uint8Array(100_000).fill(3)));
const ro=createFsArtifactStore('/proc/x'); try{await ro.put(new Uint8Array(1))}catch(e){console.log(toErrorRecord(e))}
