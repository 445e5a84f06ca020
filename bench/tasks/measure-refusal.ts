export async function measureRefusal(parameters: { x: number }): Promise<{ x: number }> { return parameters; }
