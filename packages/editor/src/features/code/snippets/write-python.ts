const words = new Map<unknown, string>([
  [true, 'True'],
  [false, 'False'],
  [null, 'None'],
]);

/** A JSON value as Python; strings of JSON are strings of Python. */
export function writePython(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return words.get(value) ?? JSON.stringify(value);
  const deeper = `${indent}    `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const members = Array.isArray(value)
    ? value.map((item) => writePython(item, deeper))
    : Object.entries(value).map(
        ([key, member]) => `${JSON.stringify(key)}: ${writePython(member, deeper)}`,
      );
  if (members.length === 0) return open + close;
  return `${open}\n${members.map((member) => `${deeper}${member},\n`).join('')}${indent}${close}`;
}
