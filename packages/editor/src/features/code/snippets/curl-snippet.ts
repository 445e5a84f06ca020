import { quoteShell } from './quote-shell.ts';
import { tokenPlaceholder, type Snippet, type SnippetFacts } from './snippet.ts';

/*
 * What is pasted into a shell has no comments, since zsh takes none at its prompt, and sets no
 * `status`, which zsh keeps to itself. Quotes in texts of an answer are escaped, so that `"status":"`
 * is found only where it is a name.
 */
const wait = (curl: string) => `while
  state=\${run#*'"status":"'} state=\${state%%'"'*}
  id=\${run#*'"id":"'} id=\${id%%'"'*}
  case $state in queued | running | waiting) ;; *) false ;; esac
do
  run=$(${curl} "$server/api/runs/$id/result?wait=60")
done
printf '%s\\n' "$run"`;

const save = (curl: string) => `number=0
for file in $(printf '%s' "\${run#*'"outputs":'}" |
  grep -o '"$artifact":"[0-9a-f]*"[^{}]*"mediaType":"[a-z]*/[a-z0-9]*' |
  sed 's|"$artifact":"\\([0-9a-f]*\\)".*/|\\1.|')
do
  number=$((number + 1))
  ${curl} -o "result-$number.\${file#*.}" "$server/api/artifacts/\${file%.*}"
  echo "saved result-$number.\${file#*.}" >&2
done`;

function write({ baseUrl, needsToken, workflowId, inputs, givesFiles }: SnippetFacts): string {
  const token = needsToken ? ' -H "authorization: Bearer $token"' : '';
  const curl = `curl -sS --fail-with-body${token}`;
  return [
    `server=${quoteShell(baseUrl)}`,
    ...(needsToken ? [`token=${tokenPlaceholder}`] : []),
    `request=${quoteShell(JSON.stringify({ workflowId, inputs }, undefined, 2))}`,
    '',
    `run=$(printf '%s' "$request" |`,
    `  ${curl} -H 'content-type: application/json' -d @- "$server/api/runs?wait=60")`,
    wait(curl),
    ...(givesFiles ? ['', save(curl)] : []),
    '',
  ].join('\n');
}

/** The API by curl. */
export const curlSnippet: Snippet = {
  id: 'curl',
  title: 'curl',
  words:
    'Paste it into a shell; it needs curl 7.76 or newer. It starts a run, waits for its end however long that takes, and prints the run with its outputs.',
  write,
};
