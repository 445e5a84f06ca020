import type { RunPart } from '@catena/engine';
import type { Client } from '@catena/server/client';
import type { CatalogStore } from '../catalog-store.ts';
import type { KeyMap } from '../keys/key-map.ts';
import type { Point } from '../layout.ts';
import type { ViewStore } from '../view-store.ts';
import type { OpenDocument, WorkspaceStore } from '../workspace-store.ts';

/** What commands may do with the canvas; the canvas implements it. */
export interface CanvasPort {
  /** The point of the document in the middle of what is seen. */
  center(): Point;
  toDocument(screen: { x: number; y: number }): Point;
  zoomBy(factor: number): void;
  zoomTo(zoom: number): void;
  /** Shows these cards, or all of them. */
  fit(cards?: readonly string[]): void;
  /** Scrolls a card into view and gives it the keyboard. */
  focus(card: string): void;
  /** Sizes of cards as drawn, in document units. */
  sizeOf(card: string): { width: number; height: number } | undefined;
  /** Where the pointer was last seen over the canvas, in document units. */
  pointer(): Point | undefined;
  /** Begins to edit the title of a card in place. */
  rename(card: string): void;
  /** Whether each card in view is to be an element of the page, however many there are: for pictures. */
  drawAll?(isWanted: boolean): void;
}

export interface StartRunOptions {
  /** Values for the workflow's inputs, by name; the rest have their defaults. */
  inputs?: Readonly<Record<string, unknown>>;
  targets?: readonly string[];
  /** Compute only a part, with the results of the run that the tab shows. */
  part?: RunPart;
  fresh?: boolean;
  dry?: boolean;
  /** How many runs, with seeds stepping. @defaultValue 1 */
  count?: number;
}

/** What commands may do with runs; the room `runs` implements it. */
export interface RunsPort {
  start(tab: OpenDocument, options?: StartRunOptions): Promise<void>;
  /** Cancels the run that the tab shows. */
  cancel(tab: OpenDocument): Promise<void>;
  isRunning(tab: OpenDocument): boolean;
  /** The run that the tab shows, where it has ended and its results can be started from. */
  basisOf(tab: OpenDocument): { runId: string; failed: boolean } | undefined;
  /** The run in which a node has the result that the tab shows of it; undefined where it has none. */
  resultOf(tab: OpenDocument, nodeId: string): string | undefined;
  /** The numbers that `$random` inputs of a node had in the run that the tab shows, by port. */
  drawsOf?(tab: OpenDocument, nodeId: string): Readonly<Record<string, number>> | undefined;
}

/** What commands may do with files and the server's copies; implemented by the room `features/workflows`. */
export interface FilesPort {
  save(tab: OpenDocument): Promise<void>;
  exportJson(tab: OpenDocument): void;
  exportPng(tab: OpenDocument): Promise<void>;
  importFile(): void;
  newWorkflow(): void;
  /** Opens a saved workflow, or goes to its tab. */
  openWorkflow(id: string): Promise<void>;
  /** Opens a new workflow made from a template. */
  startFromTemplate(templateId: string): Promise<void>;
  /** Opens a run as it was, or goes to its tab. */
  openRun(runId: string): Promise<void>;
  /** Closes a tab; asks first where work would be lost. */
  closeTab?(tab: OpenDocument): void;
}

/** Light and dark. */
export interface ThemePort {
  /** From light to dark and back. */
  toggle(): void;
}

/** Tells a person something in passing. */
export interface Notifier {
  say(message: { text: string; kind: 'good' | 'info' | 'warning' | 'error'; hint?: string }): void;
}

/** What a command works with. */
export interface CommandContext {
  client: Client;
  catalog: CatalogStore;
  workspace: WorkspaceStore;
  view: ViewStore;
  canvas: CanvasPort;
  runs: RunsPort;
  files: FilesPort;
  notifier: Notifier;
  clipboard: Pick<Clipboard, 'readText' | 'writeText'>;
  keyMap: KeyMap;
  theme?: ThemePort;
}

/** Groups of commands in menus and in the list of shortcuts. */
export const commandGroups = [
  'Run',
  'Edit',
  'Add',
  'Select',
  'Arrange',
  'View',
  'Workflow',
  'Node',
] as const;

/** Something a person can do: in menus, in the command bar and by keys. */
export interface Command {
  id: string;
  label: string;
  group: (typeof commandGroups)[number];
  /**
   * Default keys, e.g. `Mod+Shift+D`; `Mod` is Cmd on a Mac and Ctrl elsewhere. The first is shown.
   * Keys are by the meaning of the key (`event.key`), letters in any case.
   */
  keys?: readonly string[];
  /** Works while a text field has the focus; else keys are left to the field. */
  inFields?: boolean;
  /** Runs again while its keys are held down. */
  repeats?: boolean;
  /** Left out of the command bar, since it makes sense by keys only. */
  hidden?: boolean;
  /** False, or the reason in words, where it cannot be done now. @defaultValue true */
  canRun?(context: CommandContext, tab: OpenDocument | undefined): boolean | string;
  run(context: CommandContext, tab: OpenDocument | undefined): void | Promise<void>;
}
