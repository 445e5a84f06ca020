export async function measureParse(parameters: { x: number }): Promise<{ x: number }> { return parameters; }
