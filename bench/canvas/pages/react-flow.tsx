// The graph as React Flow draws it with a plain node of five inputs: what the library itself costs.
import {
  Handle,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useEdgesState,
  useNodesState,
  useReactFlow,
  useNodesInitialized,
  type Edge,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { memo, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { benchGraph, inputNames } from '../bench-graph.ts';
import type { BenchPage } from '../page-api.ts';

const parameters = new URLSearchParams(location.search);
const described = benchGraph(Number(parameters.get('count')));
const onlyVisible = parameters.get('visible') === '1';

const FiveInputs = memo(function FiveInputs({ data }: NodeProps<Node<{ title: string }>>) {
  return (
    <div style={{ width: 240, background: '#fff', border: '1px solid #999', borderRadius: 8 }}>
      <div className="bench-grip" style={{ padding: 8 }}>
        {data.title}
      </div>
      {inputNames.map((name) => (
        <div key={name} style={{ position: 'relative', height: 24, paddingLeft: 12 }}>
          <Handle type="target" position={Position.Left} id={name} />
          {name}
          {name === 'five' && <input className="nodrag" defaultValue="a quiet morning" size={12} />}
        </div>
      ))}
      <div style={{ position: 'relative', height: 24, textAlign: 'right', paddingRight: 12 }}>
        output
        <Handle type="source" position={Position.Right} id="output" />
      </div>
    </div>
  );
});

const nodeTypes = { five: FiveInputs };
const firstNodes: Node[] = described.map(({ id, title, x, y }) => ({
  id,
  type: 'five',
  position: { x, y },
  data: { title },
}));
const firstEdges: Edge[] = described.flatMap(({ id, inputs }) =>
  inputs.flatMap((source, port) =>
    source === undefined
      ? []
      : [
          {
            id: `${id}-${port}`,
            source,
            sourceHandle: 'output',
            target: id,
            targetHandle: inputNames[port] ?? '',
          },
        ],
  ),
);

function Page() {
  const [nodes, , onNodesChange] = useNodesState(firstNodes);
  const [edges, , onEdgesChange] = useEdgesState(firstEdges);
  const flow = useReactFlow();
  const initialized = useNodesInitialized();
  const benchPage: BenchPage = {
    ready: () => (onlyVisible ? document.querySelector('.bench-grip') !== null : initialized),
    setZoom: (zoom) => void flow.setViewport({ x: 60, y: 60, zoom }),
    fit: () => void flow.fitView({ minZoom: 0.01 }),
    grip() {
      const box = document.querySelector('[data-id="n0"] .bench-grip')?.getBoundingClientRect();
      if (!box) throw new Error('The node is not in view.');
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
  };
  useEffect(() => {
    window.benchPage = benchPage;
  });
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onlyRenderVisibleElements={onlyVisible}
      minZoom={0.01}
      panOnScroll
      defaultViewport={{ x: 60, y: 60, zoom: 1 }}
    />
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ReactFlowProvider>
      <Page />
    </ReactFlowProvider>,
  );
}
