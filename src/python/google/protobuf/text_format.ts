/**
 * `google.protobuf.text_format`: message objects as text, and back. Knows no single message.
 */
import {encode_message} from '../../../formats/encode.ts';
import type {ProtoMessage} from '../../../formats/proto.ts';
import {message_from_text} from '../../../formats/text_reader.ts';
import {message_to_text} from '../../../formats/text_writer.ts';
import {signature} from '../../../util/signature.ts';

export {ParseError} from '../../../formats/text_tokenizer.ts';

function read<M extends ProtoMessage>(text: string, message: M, is_merge: boolean): M {
  const name = message.message_name();
  message.MergeFromString(encode_message(name, message_from_text(name, text, is_merge)));
  return message;
}

/** `text_format.MessageToString(message)`: the message as text (`.pbtxt`), unknown fields left out. */
export const MessageToString = signature(
  ['message'],
  function MessageToString(message: ProtoMessage): string {
    return message_to_text(message.message_name(), message);
  },
);

/** `text_format.Parse(text, message)`: reads the text into `message`, which is returned. Throws `ParseError`. */
export const Parse = signature(['text', 'message'], function Parse<
  M extends ProtoMessage,
>(text: string, message: M): M {
  return read(text, message, false);
});

/** `text_format.Merge(text, message)`: as `Parse`, but a single field may stand there again: the last one counts. */
export const Merge = signature(['text', 'message'], function Merge<
  M extends ProtoMessage,
>(text: string, message: M): M {
  return read(text, message, true);
});
