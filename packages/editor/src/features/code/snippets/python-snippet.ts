import { tokenPlaceholder, type Snippet, type SnippetFacts } from './snippet.ts';
import { writePython } from './write-python.ts';

const save = `

# Saves the files among the outputs in this folder.
def files_in(value):
    if isinstance(value, dict):
        if "$artifact" in value:
            return [value]
        value = list(value.values())
    return [file for item in value for file in files_in(item)] if isinstance(value, list) else []


for name, value in run["outputs"].items():
    for number, file in enumerate(files_in(value), 1):
        path = f"{name}-{number}.{file['mediaType'].split('/')[1].split('+')[0]}"
        with open(path, "wb") as target:
            target.write(call(f"/api/artifacts/{file['$artifact']}"))
        print(f"saved {path}", file=sys.stderr)
`;

function write(facts: SnippetFacts): string {
  const { baseUrl, needsToken, workflowId, inputs, givesFiles } = facts;
  return `# Save it as run.py, then: python3 run.py
import json
import sys
import urllib.error
import urllib.request

SERVER = ${writePython(baseUrl)}
${needsToken ? `TOKEN = ${writePython(tokenPlaceholder)}\n` : ''}WORKFLOW_ID = ${writePython(workflowId)}
INPUTS = ${writePython(inputs)}


def call(path, body=None):
    content = None if body is None else json.dumps(body).encode()
    headers = {} if body is None else {"content-type": "application/json"}
${needsToken ? '    headers["authorization"] = f"Bearer {TOKEN}"\n' : ''}    request = urllib.request.Request(SERVER + path, content, headers)
    try:
        with urllib.request.urlopen(request) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        sys.exit(error.read().decode())


# Starts a run and waits for its end, however long that takes.
run = json.loads(call("/api/runs?wait=60", {"workflowId": WORKFLOW_ID, "inputs": INPUTS}))
while run["status"] in ("queued", "running", "waiting"):
    run = json.loads(call(f"/api/runs/{run['id']}/result?wait=60"))
print(json.dumps(run["outputs"], indent=2, ensure_ascii=False))
if run["status"] != "succeeded":
    sys.exit(f"The run {run['status']}: {run.get('error', {}).get('message')}")
${givesFiles ? save : ''}`;
}

/** The API by Python's standard library. */
export const pythonSnippet: Snippet = {
  id: 'python',
  title: 'Python',
  words: 'Needs Python 3.8 or newer and no package.',
  fileName: 'run.py',
  write,
};
