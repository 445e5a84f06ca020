import {
  createMemoryArtifactStore,
  type AnyNodeDefinition,
  type ArtifactRef,
  type AudioTool,
  type ImageTool,
  type PredictCall,
  type RunContext,
} from '@catena/engine';

const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A reference to a picture whose hash starts with `digits`. */
export function imageRef(digits = ''): ArtifactRef {
  return {
    $artifact: digits + nothing.slice(digits.length),
    mediaType: 'image/png',
    sizeBytes: 0,
    width: 100,
    height: 80,
  };
}

/** A reference to a sound whose hash starts with `digits`. */
export function audioRef(digits = ''): ArtifactRef {
  return {
    $artifact: digits + nothing.slice(digits.length),
    mediaType: 'audio/wav',
    sizeBytes: 0,
    durationMs: 2000,
  };
}

/** One call of a tool: the method, then its arguments. */
type ToolCall = [method: string, ...values: unknown[]];

function recorder<Tool extends object>(
  methods: readonly (keyof Tool & string)[],
  record: (call: ToolCall) => Promise<ArtifactRef>,
): Tool {
  const entries = methods.map((method) => [
    method,
    (...values: unknown[]) => record([method, ...values]),
  ]);
  return Object.fromEntries(entries) as Tool;
}

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** What came of running a node, and what it asked of its context. */
export interface NodeRun {
  output: Record<string, unknown>;
  toolCalls: ToolCall[];
  predictCalls: PredictCall[];
}

/**
 * Runs a node as the engine does: with checked, completed and frozen input, and with its output
 * checked. Tools and models only note how they are called.
 */
export async function runNode(
  definition: AnyNodeDefinition,
  input: Record<string, unknown>,
  node: { provider?: string; model?: string } = {},
): Promise<NodeRun> {
  const toolCalls: ToolCall[] = [];
  const predictCalls: PredictCall[] = [];
  const artifacts = createMemoryArtifactStore();
  const record = (call: ToolCall) => {
    toolCalls.push(call);
    return artifacts.put(new TextEncoder().encode(JSON.stringify(call)));
  };
  const context: RunContext<unknown> = {
    input: freeze(definition.input.parse(structuredClone(input))),
    node: { id: 'tested', ...node },
    predict: async (call) => {
      predictCalls.push(call);
      return { output: 'predicted' };
    },
    images: recorder<ImageTool>(['resize', 'crop', 'composite', 'convert', 'contactSheet'], record),
    audio: recorder<AudioTool>(['cut', 'concatenate'], record),
    artifacts,
    signal: new AbortController().signal,
    progress() {},
  };
  const output = definition.output.parse(await definition.run(context as RunContext<never>));
  return { output, toolCalls, predictCalls };
}
