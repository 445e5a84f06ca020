import type { ModelSnippet } from './model-facts.ts';
import { tokenPlaceholder } from './snippet.ts';
import { writePython } from './write-python.ts';

/** Replicate's own client for Python. */
export const replicatePythonSnippet: ModelSnippet = {
  id: 'replicate-python',
  title: 'Replicate Python',
  words: 'Replicate’s own client, `pip install replicate`, with another address.',
  fileName: 'run.py',
  write({ baseUrl, needsToken, model, input }) {
    const token = writePython(needsToken ? tokenPlaceholder : 'none');
    return `# Save it as run.py, then: pip install replicate && python3 run.py
from replicate.client import Client

replicate = Client(api_token=${token}, base_url=${writePython(baseUrl)})

output = replicate.run(
    ${writePython(model)},
    input=${writePython(input, '    ')},
)
print(output)
`;
  },
};
