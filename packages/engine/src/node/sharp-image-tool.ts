import type { Sharp } from 'sharp';
import type { ArtifactRef } from '../artifact/artifact-ref.ts';
import type { ArtifactStore } from '../artifact/artifact-store.ts';
import type { ImageFormat, ImageTool, PixelBox } from '../definition/image-tool.ts';
import { EngineError } from '../errors/engine-error.ts';
import { layOver, readLayer } from './images/composite-images.ts';
import { drawContactSheet } from './images/contact-sheet.ts';
import { encodeImage, keepFormat } from './images/encode-image.ts';
import { imageTooLarge, toImageError } from './images/image-error.ts';
import { openImage, type OpenImage } from './images/open-image.ts';
import { writeArtifactFacts } from './write-artifact-facts.ts';

const defaultMaxPixels = 120_000_000;

function limitBox(box: PixelBox, image: OpenImage): PixelBox {
  const left = Math.max(0, Math.round(box.left));
  const top = Math.max(0, Math.round(box.top));
  const right = Math.min(image.width, Math.round(box.left + box.width));
  const bottom = Math.min(image.height, Math.round(box.top + box.height));
  if (right > left && bottom > top) return { left, top, width: right - left, height: bottom - top };
  throw new EngineError({
    code: 'box-outside-image',
    message: `Nothing of the box at ${box.left}, ${box.top} of ${box.width}×${box.height} pixels is inside the picture (${writeArtifactFacts(image.ref)}).`,
    hint: 'Boxes are in pixels of this very picture, from its top left corner. Was it found in a picture of another size?',
    details: { ...box, imageWidth: image.width, imageHeight: image.height },
  });
}

class SharpImageTool implements ImageTool {
  readonly #artifacts: ArtifactStore;
  readonly #maxPixels: number;

  constructor(artifacts: ArtifactStore, maxPixels: number) {
    this.#artifacts = artifacts;
    this.#maxPixels = maxPixels;
  }

  async resize(
    ref: ArtifactRef,
    options: { width?: number; height?: number; fit: 'inside' | 'cover' | 'contain' | 'fill' },
  ): Promise<ArtifactRef> {
    const image = await this.#open(ref);
    const aspect = image.width / image.height;
    const width = options.width ?? Math.round((options.height ?? image.height) * aspect);
    const height = options.height ?? Math.round((options.width ?? image.width) / aspect);
    this.#checkSize(width * height, `The wanted picture of ${width}×${height}`);
    const alpha = keepFormat(image.format) === 'jpeg' ? 1 : 0;
    const background = { r: 255, g: 255, b: 255, alpha };
    return this.#store(image, image.start().resize({ ...options, background }));
  }

  async crop(ref: ArtifactRef, box: PixelBox): Promise<ArtifactRef> {
    const image = await this.#open(ref);
    return this.#store(image, image.start().extract(limitBox(box, image)));
  }

  async composite(options: {
    base: ArtifactRef;
    overlay: ArtifactRef;
    mask?: ArtifactRef;
    left: number;
    top: number;
    fitBase: boolean;
    opacity: number;
  }): Promise<ArtifactRef> {
    const base = await this.#open(options.base);
    const overlay = await this.#open(options.overlay);
    const mask = options.mask && (await this.#open(options.mask));
    const layer = await this.#decode(overlay, () => readLayer(overlay, mask, options.opacity));
    return this.#store(base, await layOver(base, layer, options));
  }

  async convert(
    ref: ArtifactRef,
    { format, quality }: { format: ImageFormat; quality: number },
  ): Promise<ArtifactRef> {
    const image = await this.#open(ref);
    return this.#put(image, encodeImage(image.start(), format, quality), format);
  }

  async contactSheet(options: {
    images: ArtifactRef[];
    labels: string[];
    columns: number;
    cellSize: number;
    background: string;
  }): Promise<ArtifactRef> {
    const bytes = await drawContactSheet({
      ...options,
      checkSize: (pixels) => this.#checkSize(pixels, 'The contact sheet'),
      draw: async (ref, size) => {
        const image = await this.#open(ref);
        const drawing = image.start().resize({ width: size, height: size, fit: 'inside' });
        return this.#decode(image, () =>
          drawing.toColourspace('srgb').png({ compressionLevel: 1 }).toBuffer(),
        );
      },
    });
    return this.#artifacts.put(bytes, { mediaType: 'image/png' });
  }

  #open(ref: ArtifactRef): Promise<OpenImage> {
    return openImage(this.#artifacts, ref, this.#maxPixels);
  }

  #checkSize(pixels: number, what: string): void {
    if (pixels > this.#maxPixels) throw imageTooLarge(what, this.#maxPixels);
  }

  async #decode<Result>(image: OpenImage, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw toImageError(error, image.ref, this.#maxPixels);
    }
  }

  #store(image: OpenImage, result: Sharp): Promise<ArtifactRef> {
    const format = keepFormat(image.format);
    return this.#put(image, encodeImage(result, format), format);
  }

  async #put(image: OpenImage, result: Sharp, format: ImageFormat): Promise<ArtifactRef> {
    const bytes = await this.#decode(image, () => result.toBuffer());
    return this.#artifacts.put(bytes, { mediaType: `image/${format}` });
  }
}

/**
 * Makes an image tool that works with libvips. Results keep the format of JPEG and WebP pictures and
 * are PNG else; of animations the first frame is taken; metadata is not kept, colours become sRGB.
 *
 * @param options.maxPixels - Most pixels of a picture that is read or made.
 * @defaultValue `maxPixels` 120 million
 */
export function createSharpImageTool(
  artifacts: ArtifactStore,
  options: { maxPixels?: number } = {},
): ImageTool {
  return new SharpImageTool(artifacts, options.maxPixels ?? defaultMaxPixels);
}
