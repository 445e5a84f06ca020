import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

async function exportsOf(module: Promise<object>): Promise<string[]> {
  return Object.keys(await module).toSorted();
}

it('exports what it promises', async () => {
  expect(await exportsOf(import('@catena/engine'))).toMatchInlineSnapshot(`
    [
      "EngineError",
      "InvalidWorkflowError",
      "NodeCatalog",
      "NodeLibrary",
      "ProviderRegistry",
      "RunCore",
      "WorkflowGraph",
      "baseTypes",
      "canConvert",
      "canonicalJson",
      "checkPortValue",
      "checkValue",
      "collectModels",
      "collectWorkflows",
      "compareLock",
      "composeWorkflowSources",
      "convertValue",
      "createEngine",
      "createLock",
      "createMemoryArtifactStore",
      "createMemoryPredictionCache",
      "createMemoryRunStore",
      "createMemoryStepHistory",
      "defineNode",
      "describeNode",
      "idPattern",
      "inferPorts",
      "isArtifactRef",
      "isFileType",
      "isTerminalPrediction",
      "knowLocked",
      "knowWorkflows",
      "lockedModels",
      "modelKey",
      "modelPorts",
      "outputByPort",
      "parseDuration",
      "parseLock",
      "parseModelRef",
      "parsePortType",
      "parseReference",
      "parseWorkflow",
      "parseWorkflowReference",
      "passThrough",
      "port",
      "pruneWorkflow",
      "readAll",
      "readInputValue",
      "reservedIds",
      "scanJson",
      "semanticHash",
      "sha256",
      "silentLogger",
      "sleep",
      "systemClock",
      "systemIds",
      "systemPlatform",
      "systemRandom",
      "toErrorRecord",
      "validateConnection",
      "validateWorkflow",
      "warnValue",
      "workflowJsonSchema",
      "workflowPorts",
      "workflowSchemaUrl",
      "workflowVersion",
      "writeLock",
      "writeModelRef",
      "writePortType",
      "writeReference",
      "writeWorkflow",
    ]
  `);
});

it('exports what it promises to programs on Node', async () => {
  expect(await exportsOf(import('@catena/engine/node'))).toMatchInlineSnapshot(`
    [
      "LateSync",
      "createFsArtifactStore",
      "createSharpImageTool",
      "createSqlitePredictionCache",
      "createSqliteRunStore",
      "createSqliteStepHistory",
      "createWavAudioTool",
      "inTransaction",
      "makeFolder",
      "openDatabase",
      "previewImage",
      "toDatabaseError",
    ]
  `);
});

it('exports what it promises to tests', async () => {
  expect(await exportsOf(import('@catena/engine/testing'))).toMatchInlineSnapshot(`
    [
      "FakeProvider",
      "SimulatedClock",
      "describeArtifactInventory",
      "describeArtifactStore",
      "describeRunStore",
    ]
  `);
});

it('has no other entries', () => {
  expect(Object.keys(manifest.exports)).toEqual(['.', './node', './testing']);
});
