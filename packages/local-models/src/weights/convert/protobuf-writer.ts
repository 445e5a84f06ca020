const varintType = 0;
const bytesType = 2;
const fixed32Type = 5;

/** Writes the wire format of Protocol Buffers, field by field. */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = [];

  integer(field: number, value: number | bigint): this {
    return this.#tag(field, varintType).#varint(BigInt(value));
  }

  float(field: number, value: number): this {
    this.#tag(field, fixed32Type);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#parts.push(bytes);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, bytesType).#varint(BigInt(value.length));
    this.#parts.push(value);
    return this;
  }

  message(field: number, fill: (writer: ProtobufWriter) => void): this {
    const inner = new ProtobufWriter();
    fill(inner);
    return this.bytes(field, inner.finish());
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #tag(field: number, wireType: number): this {
    return this.#varint(BigInt((field << 3) | wireType));
  }

  #varint(value: bigint): this {
    const bytes: number[] = [];
    // Negative numbers are written as 64-bit two's complement.
    let rest = BigInt.asUintN(64, value);
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    this.#parts.push(Uint8Array.from(bytes));
    return this;
  }
}
