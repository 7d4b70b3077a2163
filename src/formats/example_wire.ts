// `tf.train.Example` read as TensorFlow's fast parser reads it, feature by feature without making messages: stricter than
// protobuf (fields in one order), and laxer (a length that leads past the end ends there). Knows no tensors.

/** What a feature holds. */
export type FeatureKind = 'string' | 'float32' | 'int64';
/** The values of a feature, as its kind says. */
export type FeatureValues = Uint8Array[] | number[] | bigint[];

const KINDS: ReadonlyMap<number | undefined, FeatureKind> = new Map([
  [0x0a, 'string'],
  [0x12, 'float32'],
  [0x1a, 'int64'],
]);

/** Tags of the first field, by how it is laid out. */
const [VARINT, DELIMITED, FIXED32] = [0x08, 0x0a, 0x0d];
const SECOND_DELIMITED = 0x12;
const NO_BYTES = new Uint8Array(0);

/** The bytes do not say what is looked for. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** Reads bytes from front to back up to a limit. Methods throw `WireError`. */
export class WireReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;
  #limit: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
    this.#limit = bytes.length;
  }

  get at_end(): boolean {
    return this.#at === this.#limit;
  }

  /** The next byte, which stays; 0 at the end. */
  get next(): number {
    return this.at_end ? 0 : (this.#bytes[this.#at] ?? 0);
  }

  /** Passes a tag if it is the next byte. */
  passes(tag: number): boolean {
    if (this.at_end || this.next !== tag) return false;
    this.#at++;
    return true;
  }

  /** Passes a tag. */
  expect(tag: number): void {
    if (!this.passes(tag)) throw new WireError(`no tag ${tag}`);
  }

  varint64(): bigint {
    // Seven bytes are a number that is exact.
    let low = 0;
    for (let scale = 1; scale < 2 ** 49; scale *= 128) {
      const byte = this.#byte();
      low += (byte & 0x7f) * scale;
      if (byte < 0x80) return BigInt(low);
    }
    let value = BigInt(low);
    for (let shift = 49n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new WireError('a number has too many bytes');
  }

  /** The low 32 bits of a number. */
  varint32(): number {
    let value = 0;
    for (let count = 0; count < 10; count++) {
      const byte = this.#byte();
      if (count < 5) value |= (byte & 0x7f) << (7 * count);
      if (byte < 0x80) return value >>> 0;
    }
    throw new WireError('a number has too many bytes');
  }

  float(): number {
    const start = this.#at;
    this.skip(4);
    return this.#view.getFloat32(start, true);
  }

  skip(count: number): void {
    if (count > this.#limit - this.#at) throw new WireError('bytes end too soon');
    this.#at += count;
  }

  /** A view of as many bytes as the next number tells. */
  delimited(): Uint8Array {
    const length = this.varint32();
    const start = this.#at;
    this.skip(length);
    return this.#bytes.subarray(start, this.#at);
  }

  /** Reads with `read` as far as the next number tells, or up to the end. */
  inside<T>(read: () => T): T {
    const outer = this.#limit;
    const length = this.varint32();
    this.#limit = Math.min(this.#at + length, outer);
    const result = read();
    this.#limit = outer;
    return result;
  }

  /** Passes a field of any tag but those of groups. */
  skip_field(): void {
    const type = this.varint32() & 7;
    if (type === 0) this.varint32();
    else if (type === 1) this.skip(8);
    else if (type === 2) this.skip(Math.min(this.varint32(), this.#limit - this.#at));
    else if (type === 5) this.skip(4);
    else throw new WireError(`no field of type ${type}`);
  }

  #byte(): number {
    if (this.at_end) throw new WireError('bytes end too soon');
    return this.#bytes[this.#at++] ?? 0;
  }
}

/** A feature by its name; its bytes begin with the tag of its kind, or there are none. */
export type FeatureEntry = readonly [key: Uint8Array, feature: Uint8Array];

/** The entry of a map: the key first, then the value, or in any order. */
function read_entry(reader: WireReader, in_order: boolean): FeatureEntry {
  return reader.inside(() => {
    let [key, feature] = [NO_BYTES, NO_BYTES] as [Uint8Array, Uint8Array];
    for (let part = 0; part < 2; part++) {
      if ((!in_order || part === 0) && reader.passes(DELIMITED)) key = reader.delimited();
      else if (in_order && part === 0) throw new WireError('an entry does not begin with its key');
      else {
        reader.expect(SECOND_DELIMITED);
        feature = reader.delimited();
      }
    }
    if (!reader.at_end) throw new WireError('an entry has more than a key and a value');
    return [key, feature];
  });
}

/** Entries of a map that is a message of its own. */
export function read_entries(
  reader: WireReader,
  in_order: boolean,
  use: (entry: FeatureEntry) => void,
): void {
  reader.inside(() => {
    while (!reader.at_end) {
      reader.expect(DELIMITED);
      use(read_entry(reader, in_order));
    }
  });
}

/**
 * All features of a serialized example, in the order of its bytes; `in_order` demands keys before values. Throws
 * `WireError`.
 */
export function example_features(serialized: Uint8Array, in_order: boolean): FeatureEntry[] {
  const reader = new WireReader(serialized);
  const entries: FeatureEntry[] = [];
  while (!reader.at_end) {
    if (reader.passes(DELIMITED)) read_entries(reader, in_order, (entry) => entries.push(entry));
    else reader.skip_field();
  }
  return entries;
}

/** What a feature holds: null where it says nothing, undefined where that is none of the kinds. */
export function feature_kind(feature: Uint8Array): FeatureKind | null | undefined {
  return feature.length === 0 ? null : KINDS.get(feature[0]);
}

function floats_of(reader: WireReader): number[] {
  const values: number[] = [];
  if (reader.passes(DELIMITED)) {
    const length = reader.varint32();
    // Bytes that are left over are no number.
    for (let i = 0; i < length >>> 2; i++) values.push(reader.float());
    return values;
  }
  while (!reader.at_end) {
    reader.expect(FIXED32);
    values.push(reader.float());
  }
  return values;
}

function integers_of(reader: WireReader): bigint[] {
  const values: bigint[] = [];
  if (reader.passes(DELIMITED)) {
    reader.inside(() => {
      while (!reader.at_end) values.push(reader.varint64());
    });
    return values;
  }
  while (!reader.at_end) {
    reader.expect(VARINT);
    values.push(reader.varint64());
  }
  return values;
}

function texts_of(reader: WireReader): Uint8Array[] {
  const values: Uint8Array[] = [];
  while (!reader.at_end) {
    reader.expect(DELIMITED);
    values.push(reader.delimited().slice());
  }
  return values;
}

/** The values of a feature of this kind, whose tag is the first byte. Throws `WireError`. */
export function feature_values(feature: Uint8Array, kind: FeatureKind): FeatureValues {
  const reader = new WireReader(feature);
  reader.skip(1);
  return reader.inside((): FeatureValues => {
    if (kind === 'string') return texts_of(reader);
    if (kind === 'float32') return floats_of(reader);
    return integers_of(reader);
  });
}
