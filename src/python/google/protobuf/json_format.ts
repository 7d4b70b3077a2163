/**
 * `google.protobuf.json_format`: message objects as JSON, and back. Knows no single message.
 */
import {message_from_json, message_to_json} from '../../../formats/json_format.ts';
import {ProtoMessage} from '../../../formats/proto.ts';
import {to_proto} from '../../../formats/proto_class.ts';
import {signature} from '../../../util/signature.ts';

export {ParseError} from '../../../formats/json_format.ts';

/**
 * `json_format.MessageToJson(message, including_default_value_fields, preserving_proto_field_name, indent, sort_keys)`:
 * the message as JSON; 64-bit integers are texts, bytes base64, names in camel case unless they are preserved.
 */
export const MessageToJson = signature(
  ['message', 'including_default_value_fields', 'preserving_proto_field_name', 'indent', 'sort_keys'],
  function MessageToJson(
    message: ProtoMessage,
    including_default_value_fields = false,
    preserving_proto_field_name = false,
    indent: number | null = 2,
    sort_keys = false,
  ): string {
    const options = {including_default_value_fields, preserving_proto_field_name, indent, sort_keys};
    return message_to_json(message.message_name(), message, options);
  },
);

/** Lists and maps that were read replace those that are there. */
function make_room(message: ProtoMessage, read: ProtoMessage): void {
  const present = new Map(message.ListFields());
  for (const [name, value] of read.ListFields()) {
    const before = present.get(name);
    if (!(value instanceof ProtoMessage)) message.ClearField(name);
    else if (before instanceof ProtoMessage) make_room(before, value);
  }
}

/**
 * `json_format.Parse(text, message, ignore_unknown_fields)`: reads JSON into `message`, which is returned. Throws
 * `ParseError`, also of a field that the message has not, unless they are ignored.
 */
export const Parse = signature(['text', 'message', 'ignore_unknown_fields'], function Parse<
  M extends ProtoMessage,
>(text: string, message: M, ignore_unknown_fields = false): M {
  const name = message.message_name();
  const read = to_proto(name, message_from_json(name, text, ignore_unknown_fields));
  make_room(message, read);
  message.MergeFrom(read);
  return message;
});
