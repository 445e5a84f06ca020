/** A compiled program. */
export type Program = { readonly kind?: 'program' };

export type ProgramImport = (...parameters: never[]) => number;

interface WebAssemblyRuntime {
  compile(bytes: Uint8Array): Promise<Program>;
  instantiate(
    program: Program,
    imports: Record<string, Record<string, ProgramImport>>,
  ): Promise<{ exports: Record<string, unknown> }>;
}

/** The engine's own, which is declared only together with the browser's whole library. */
export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyRuntime })
  .WebAssembly;
