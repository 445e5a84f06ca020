export async function measureExpansion(parameters: { x: number }): Promise<{ x: number }> { return parameters; }
