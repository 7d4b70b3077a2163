// Whole graphs and MetaGraphs that TensorFlow serialized: read and written byte for byte, text and JSON there and back.

import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';

import {decode_message} from '../../src/formats/decode.ts';
import {encode_message} from '../../src/formats/encode.ts';
import {message_from_json, message_to_json} from '../../src/formats/json_format.ts';
import {message_from_text} from '../../src/formats/text_reader.ts';
import {message_to_text} from '../../src/formats/text_writer.ts';

const GRAPHS = new URL('../../graphs/', import.meta.url);

function golden_files(name: string): URL[] {
  return readdirSync(GRAPHS)
    .map((folder) => new URL(`${folder}/golden/${name}`, GRAPHS))
    .filter((url) => existsSync(url));
}

function content_of(url: URL): Uint8Array {
  return Uint8Array.from(gunzipSync(readFileSync(url)));
}

const FILES = [
  ...golden_files('graph.pb.gz').map((url) => ['GraphDef', url] as const),
  ...golden_files('meta.pb.gz').map((url) => ['MetaGraphDef', url] as const),
].map(([message, url]) => [url.pathname.split('/').slice(-3, -2).join(), message, url] as const);

test.each(FILES)('%s: %s', (_, message, url) => {
  const bytes = content_of(url);
  const decoded = decode_message(message, bytes);
  const same = (other: Uint8Array) => Buffer.compare(other, bytes) === 0;
  expect(same(encode_message(message, decoded))).toBe(true);
  expect(same(encode_message(message, message_from_text(message, message_to_text(message, decoded))))).toBe(
    true,
  );
  expect(same(encode_message(message, message_from_json(message, message_to_json(message, decoded))))).toBe(
    true,
  );
});
