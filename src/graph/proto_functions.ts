/**
 * How the items of a collection become messages and back, by the collection's key, for MetaGraphs
 * (`ops.register_proto_function`). Knows no items itself.
 */
import {decode_message} from '../formats/decode.ts';
import {encode_message} from '../formats/encode.ts';
import type {Message, MessageName} from '../formats/schemas.ts';
import {collection_protos} from './globals.ts';

/** One kind of item. An item outside of `export_scope` has no message. */
interface ProtoFunctions<T, N extends MessageName> {
  readonly message: N;
  to_proto(item: unknown, export_scope: string | null): Message<N> | null;
  from_proto(message: Message<N>, import_scope: string | null): T;
}

/** The same without types: what a MetaGraph needs. */
export interface CollectionProto {
  /** Throws if the item is none of this collection's kind. */
  encode(item: unknown, export_scope: string | null): Uint8Array | null;
  decode(bytes: Uint8Array, import_scope: string | null): unknown;
}

/** Makes the items of a collection known to MetaGraphs. */
export function register_proto_function<T, N extends MessageName>(
  collection_name: string,
  functions: ProtoFunctions<T, N>,
): void {
  collection_protos.value.set(collection_name, {
    encode: (item, export_scope) => {
      const message = functions.to_proto(item, export_scope);
      return message === null ? null : encode_message(functions.message, message);
    },
    decode: (bytes, import_scope) =>
      functions.from_proto(decode_message(functions.message, bytes), import_scope),
  });
}

/** What is known of a collection's items, or null. */
export function find_proto_functions(collection_name: string): CollectionProto | null {
  return collection_protos.value.get(collection_name) ?? null;
}
