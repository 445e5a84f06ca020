import type { ArtifactRef } from '../artifact/artifact-ref.ts';

/** Whole pixels from the top left corner. */
export interface PixelBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'avif';

/**
 * Work on pixels, done by the host. Every method returns a new artifact and rejects with EngineError
 * `corrupt-image` where an input cannot be decoded. EXIF orientation is applied before anything else.
 */
export interface ImageTool {
  resize(
    image: ArtifactRef,
    options: {
      /** Pixels; the other side follows the aspect where only one is given. */
      width?: number;
      height?: number;
      /** How to fit when both sides are given. */
      fit: 'inside' | 'cover' | 'contain' | 'fill';
    },
  ): Promise<ArtifactRef>;
  /** Cuts out a box, limited to the picture; `box-outside-image` where nothing of it is inside. */
  crop(image: ArtifactRef, box: PixelBox): Promise<ArtifactRef>;
  composite(options: {
    base: ArtifactRef;
    overlay: ArtifactRef;
    /** Grey picture: white shows the overlay, black the base; stretched to the overlay's size. */
    mask?: ArtifactRef;
    left: number;
    top: number;
    /** Scale the base to fill the overlay's size, cutting off what sticks out. */
    fitBase: boolean;
    /** 0 to 1. */
    opacity: number;
  }): Promise<ArtifactRef>;
  convert(
    image: ArtifactRef,
    options: { format: ImageFormat; /** 1 to 100; not for png. */ quality: number },
  ): Promise<ArtifactRef>;
  /** Lays pictures out in a grid, each fitted into a square cell, with a line of text below. */
  contactSheet(options: {
    images: ArtifactRef[];
    labels: string[];
    columns: number;
    /** Pixels. */
    cellSize: number;
    /** CSS colour. */
    background: string;
  }): Promise<ArtifactRef>;
}
