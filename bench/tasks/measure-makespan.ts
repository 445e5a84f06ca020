export async function measureMakespan(parameters: { x: number }): Promise<{ x: number }> { return parameters; }
