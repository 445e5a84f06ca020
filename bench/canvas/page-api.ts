/** What every page under measurement tells the program that measures. */
export interface BenchPage {
  /** Whether the whole graph has been drawn. */
  ready(): boolean;
  setZoom(zoom: number): void;
  /** Shows the whole graph. */
  fit(): void;
  /** The middle of a node's header on the screen, one that is in view. */
  grip(): { x: number; y: number };
}

declare global {
  interface Window {
    benchPage?: BenchPage;
  }
}
