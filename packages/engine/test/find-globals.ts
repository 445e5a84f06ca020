interface TreeNode {
  type: string;
  [member: string]: unknown;
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function childrenOf(node: TreeNode): TreeNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Names that a pattern declares: `{ a, b: [c] }` declares `a` and `c`. */
function namesIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern['name'])];
    case 'Property':
      return namesIn(pattern['value']);
    case 'AssignmentPattern':
      return namesIn(pattern['left']);
    case 'RestElement':
      return namesIn(pattern['argument']);
    case 'ArrayPattern':
    case 'ObjectPattern':
      return childrenOf(pattern).flatMap(namesIn);
    default:
      return [];
  }
}

function declaredBy(node: TreeNode): string[] {
  if (node.type === 'VariableDeclaration') {
    return (node['declarations'] as TreeNode[]).flatMap(({ id }) => namesIn(id));
  }
  const isNamed = node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration';
  return isNamed ? namesIn(node['id']) : [];
}

/** Names that hold inside of a node: its parameters, and what its statements declare. */
function scopeOf(node: TreeNode): string[] {
  const parameters = Array.isArray(node['params']) ? node['params'].flatMap(namesIn) : [];
  const own = node.type === 'FunctionExpression' ? namesIn(node['id']) : [];
  const inside = childrenOf(node).flatMap(declaredBy);
  return [
    ...parameters,
    ...own,
    ...inside,
    ...(node.type === 'CatchClause' ? namesIn(node['param']) : []),
  ];
}

/** Members whose names are no references: `x.name`, `{ name: … }`, methods and labels. */
function referencesIn(node: TreeNode): TreeNode[] {
  const isPlain = node['computed'] !== true;
  const named = {
    MemberExpression: 'property',
    Property: 'key',
    MethodDefinition: 'key',
    PropertyDefinition: 'key',
  };
  const member = isPlain ? named[node.type as keyof typeof named] : undefined;
  return childrenOf(node).filter((child) => member === undefined || child !== node[member]);
}

/** Which of the names a script refers to without declaring them; `typeof name` alone does no harm. */
export function findGlobals(tree: unknown, names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (node: TreeNode, known: ReadonlySet<string>): void => {
    if (node.type === 'Identifier') {
      const name = String(node['name']);
      if (names.includes(name) && !known.has(name)) found.add(name);
      return;
    }
    if (node.type === 'UnaryExpression' && node['operator'] === 'typeof') return;
    const declared = scopeOf(node).filter((name) => names.includes(name));
    const inner = declared.length > 0 ? new Set([...known, ...declared]) : known;
    for (const child of referencesIn(node)) visit(child, inner);
  };
  if (isNode(tree)) visit(tree, new Set());
  return [...found].toSorted();
}
