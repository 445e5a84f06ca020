/** A value from 0 to 1 for each pixel, rows from the top. */
export interface ProbabilityMap {
  data: Float32Array;
  width: number;
  height: number;
}

/** Pixels above a threshold that touch each other, by side or by corner. */
export interface Component {
  /** First row. */
  top: number;
  /** For each row from `top`, the first and last column. */
  rows: { first: number; last: number }[];
  sizePixels: number;
  /** Mean of the map over the component. */
  meanValue: number;
}

/** Finds the connected regions of a map above a threshold, in order of their topmost pixel. */
export function connectedComponents(map: ProbabilityMap, threshold: number): Component[] {
  const { data } = map;
  const visited = new Uint8Array(data.length);
  const components: Component[] = [];
  for (let start = 0; start < data.length; start += 1) {
    if (visited[start] === 1 || (data[start] ?? 0) <= threshold) continue;
    components.push(flood({ map, threshold, visited, start }));
  }
  return components;
}

interface Flood {
  map: ProbabilityMap;
  threshold: number;
  visited: Uint8Array;
  start: number;
}

function flood({ map, threshold, visited, start }: Flood): Component {
  const { data, width, height } = map;
  const top = Math.floor(start / width);
  const rows: Component['rows'] = [];
  const stack = [start];
  visited[start] = 1;
  let sizePixels = 0;
  let sum = 0;
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    const x = index % width;
    const y = (index - x) / width;
    sizePixels += 1;
    sum += data[index] ?? 0;
    const row = rows[y - top];
    if (row) {
      row.first = Math.min(row.first, x);
      row.last = Math.max(row.last, x);
    } else {
      rows[y - top] = { first: x, last: x };
    }
    for (let nextY = Math.max(0, y - 1); nextY <= Math.min(height - 1, y + 1); nextY += 1) {
      for (let nextX = Math.max(0, x - 1); nextX <= Math.min(width - 1, x + 1); nextX += 1) {
        const next = nextY * width + nextX;
        if (visited[next] === 1 || (data[next] ?? 0) <= threshold) continue;
        visited[next] = 1;
        stack.push(next);
      }
    }
  }
  return { top, rows, sizePixels, meanValue: sum / sizePixels };
}
