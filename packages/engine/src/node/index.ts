export { createFsArtifactStore } from './fs-artifact-store.ts';
export { createSharpImageTool } from './sharp-image-tool.ts';
export { createWavAudioTool } from './wav-audio-tool.ts';
export { createSqlitePredictionCache } from './sqlite-prediction-cache.ts';
export { createSqliteRunStore } from './sqlite-run-store.ts';
export { createSqliteStepHistory } from './sqlite-step-history.ts';
export { makeFolder } from './make-folder.ts';
