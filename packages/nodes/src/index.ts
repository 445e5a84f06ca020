import { NodeLibrary, type AnyNodeDefinition } from '@catena/engine';
import { concatenateAudios } from './audio/concatenate-audios.ts';
import { cutAudio } from './audio/cut-audio.ts';
import { isComfyuiGraph, readComfyui } from './comfyui/read-comfyui.ts';
import { runComfyui } from './comfyui/run-comfyui.ts';
import { chooseBranch } from './flow/choose-branch.ts';
import { mergeBranches } from './flow/merge-branches.ts';
import { runWorkflow } from './flow/run-workflow.ts';
import { compositeImages } from './image/composite-images.ts';
import { convertImage } from './image/convert-image.ts';
import { cropImage } from './image/crop-image.ts';
import { makeContactSheet } from './image/make-contact-sheet.ts';
import { resizeImage } from './image/resize-image.ts';
import { listValues } from './json/list-values.ts';
import { parseJson } from './json/parse-json.ts';
import { pickValue } from './json/pick-value.ts';
import { collectItems } from './list/collect-items.ts';
import { countItems } from './list/count-items.ts';
import { flattenLists } from './list/flatten-lists.ts';
import { makeList } from './list/make-list.ts';
import { makeRange } from './list/make-range.ts';
import { pickItem } from './list/pick-item.ts';
import { sortItems } from './list/sort-items.ts';
import { takeItems } from './list/take-items.ts';
import { zipLists } from './list/zip-lists.ts';
import { calculate } from './number/calculate.ts';
import { compareNumbers } from './number/compare-numbers.ts';
import { formatNumber } from './number/format-number.ts';
import { roundNumber } from './number/round-number.ts';
import { predict } from './predict/predict.ts';
import { fillTemplate } from './text/fill-template.ts';
import { joinTexts } from './text/join-texts.ts';
import { pickPattern } from './text/pick-pattern.ts';
import { replaceText } from './text/replace-text.ts';
import { splitText } from './text/split-text.ts';

/** Every node type of Catena, in the order in which people see them. */
export const allNodes: readonly AnyNodeDefinition[] = [
  predict,
  runComfyui,
  fillTemplate,
  joinTexts,
  splitText,
  pickPattern,
  replaceText,
  collectItems,
  makeList,
  makeRange,
  zipLists,
  flattenLists,
  pickItem,
  takeItems,
  sortItems,
  countItems,
  resizeImage,
  cropImage,
  compositeImages,
  convertImage,
  makeContactSheet,
  cutAudio,
  concatenateAudios,
  calculate,
  compareNumbers,
  roundNumber,
  formatNumber,
  pickValue,
  listValues,
  parseJson,
  chooseBranch,
  mergeBranches,
  runWorkflow,
];

/** Makes a library of {@link allNodes}, and of the node types given beside them. */
export function createNodeLibrary(more: readonly AnyNodeDefinition[] = []): NodeLibrary {
  return new NodeLibrary([...allNodes, ...more]);
}

export { isComfyuiGraph, readComfyui };
