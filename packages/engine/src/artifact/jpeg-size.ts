const exifMarker = 0xe1;
const orientationTag = 0x0112;

function isFrameMarker(marker: number): boolean {
  // SOF0 to SOF15 without DHT (c4), JPG (c8) and DAC (cc), which share the range.
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function readOrientation(view: DataView, segment: number): number {
  if (view.getUint32(segment + 4) !== 0x45786966) return 1; // "Exif"
  const tiff = segment + 10;
  const isLittleEndian = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, isLittleEndian);
  const entries = view.getUint16(directory, isLittleEndian);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (view.getUint16(entry, isLittleEndian) === orientationTag) {
      return view.getUint16(entry + 8, isLittleEndian);
    }
  }
  return 1;
}

/** Width and height in pixels as the picture is shown, after its EXIF orientation. */
export function readJpegSize(view: DataView): { width?: number; height?: number } {
  let orientation = 1;
  for (let segment = 2; segment + 4 <= view.byteLength;) {
    if (view.getUint8(segment) !== 0xff) return {};
    const marker = view.getUint8(segment + 1);
    if (marker === 0xff) {
      segment += 1; // Fill bytes may stand before a marker.
      continue;
    }
    if (marker === exifMarker) orientation = Math.max(orientation, readOrientation(view, segment));
    if (isFrameMarker(marker)) {
      const height = view.getUint16(segment + 5);
      const width = view.getUint16(segment + 7);
      const isTurned = orientation >= 5 && orientation <= 8;
      return isTurned ? { width: height, height: width } : { width, height };
    }
    segment += 2 + view.getUint16(segment + 2);
  }
  return {};
}
