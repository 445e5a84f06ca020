// Plain JavaScript: the types of the package name files that it does not contain.
// The graph as ComfyUI's fork of litegraph draws it, as it comes.
import { LGraph, LGraphCanvas, LGraphNode, LiteGraph } from '@comfyorg/litegraph';
import '@comfyorg/litegraph/style.css';
import { benchGraph, inputNames } from '../bench-graph.ts';

class FiveInputs extends LGraphNode {
  constructor(title) {
    super(title);
    for (const name of inputNames) this.addInput(name, 'text');
    this.addOutput('output', 'text');
    this.addWidget('text', 'prompt', 'a quiet morning', () => {});
    this.size = [240, 190];
  }
}

const count = Number(new URLSearchParams(location.search).get('count'));
LiteGraph.registerNodeType('bench/five', FiveInputs);
const graph = new LGraph();
const nodes = new Map();
const described = benchGraph(count);
for (const { id, title, x, y } of described) {
  const node = LiteGraph.createNode('bench/five', title);
  if (!node) throw new Error('The node type is not registered.');
  node.pos = [x, y];
  graph.add(node);
  nodes.set(id, node);
}
for (const { id, inputs } of described) {
  const target = nodes.get(id);
  for (const [port, source] of inputs.entries()) {
    if (source !== undefined && target) nodes.get(source)?.connect(0, target, port);
  }
}
const element = document.querySelector('canvas');
if (!element) throw new Error('There is no canvas.');
const canvas = new LGraphCanvas(element, graph);
canvas.resize(window.innerWidth, window.innerHeight);
graph.start();

const scale = canvas.ds;
window.benchPage = {
  ready: () => canvas.frame > 2,
  setZoom(zoom) {
    scale.scale = zoom;
    scale.offset = [60, 60];
    canvas.setDirty(true, true);
  },
  fit() {
    const width = Math.max(...described.map(({ x }) => x)) + 300;
    const height = Math.max(...described.map(({ y }) => y)) + 260;
    scale.scale = Math.min(window.innerWidth / width, window.innerHeight / height);
    scale.offset = [20, 40];
    canvas.setDirty(true, true);
  },
  grip() {
    const node = nodes.get('n0');
    if (!node) throw new Error('There is no node.');
    const [x, y] = node.pos;
    return {
      x: (x + 60 + scale.offset[0]) * scale.scale,
      y: (y - 12 + scale.offset[1]) * scale.scale,
    };
  },
};
