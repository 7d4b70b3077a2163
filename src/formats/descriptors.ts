// The schemas as descriptors of @bufbuild/protobuf, built when first asked for. Only the JSON form needs them.

import {create, createFileRegistry} from '@bufbuild/protobuf';
import type {DescMessage, FileRegistry} from '@bufbuild/protobuf';
import {
  DescriptorProtoSchema,
  EnumDescriptorProtoSchema,
  FieldDescriptorProtoSchema,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorProtoSchema,
  file_google_protobuf_any,
} from '@bufbuild/protobuf/wkt';
import type {
  DescriptorProto,
  EnumDescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
} from '@bufbuild/protobuf/wkt';

import {lazy} from '../util/memoize.ts';
import {message_type} from './fields.ts';
import type {ElementType, MapEntryType, MessageType} from './fields.ts';
import {ENUMS, MESSAGES} from './schemas.ts';
import type {EnumName, MessageName} from './schemas.ts';

const SCALAR_TYPES: Readonly<Record<string, FieldDescriptorProto_Type>> = {
  double: FieldDescriptorProto_Type.DOUBLE,
  float: FieldDescriptorProto_Type.FLOAT,
  int32: FieldDescriptorProto_Type.INT32,
  uint32: FieldDescriptorProto_Type.UINT32,
  fixed32: FieldDescriptorProto_Type.FIXED32,
  sfixed32: FieldDescriptorProto_Type.SFIXED32,
  sint32: FieldDescriptorProto_Type.SINT32,
  int64: FieldDescriptorProto_Type.INT64,
  uint64: FieldDescriptorProto_Type.UINT64,
  fixed64: FieldDescriptorProto_Type.FIXED64,
  sfixed64: FieldDescriptorProto_Type.SFIXED64,
  sint64: FieldDescriptorProto_Type.SINT64,
  bool: FieldDescriptorProto_Type.BOOL,
  string: FieldDescriptorProto_Type.STRING,
  bytes: FieldDescriptorProto_Type.BYTES,
};

/** The name with TensorFlow's package; names of Google's are whole already. */
function full_name(name: string): string {
  return name.startsWith('google.') ? `.${name}` : `.tensorflow.${name}`;
}

/** A field's name in JSON: `tensor_shape` as `tensorShape`. */
export function json_name(name: string): string {
  return name.replace(/_+(.?)/g, (_, letter: string) => letter.toUpperCase());
}

function type_of(element: ElementType): Pick<FieldDescriptorProto, 'type' | 'typeName'> {
  if (element.kind === 'scalar') {
    return {type: SCALAR_TYPES[element.type] ?? FieldDescriptorProto_Type.BYTES, typeName: ''};
  }
  const type = element.kind === 'enum' ? FieldDescriptorProto_Type.ENUM : FieldDescriptorProto_Type.MESSAGE;
  return {type, typeName: full_name(element.type)};
}

function field_proto(
  name: string,
  number: number,
  element: ElementType,
  repeated: boolean,
): FieldDescriptorProto {
  const label = repeated ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL;
  const {type, typeName} = type_of(element);
  return create(FieldDescriptorProtoSchema, {
    name,
    jsonName: json_name(name),
    number,
    label,
    type,
    ...(typeName === '' ? {} : {typeName}),
  });
}

function map_entry_proto(entry: MapEntryType): DescriptorProto {
  return create(DescriptorProtoSchema, {
    name: entry.name.slice(entry.name.lastIndexOf('.') + 1),
    field: entry.fields.map((field) => field_proto(field.name, field.number, field, false)),
    options: {mapEntry: true},
  });
}

function message_fields(type: MessageType, oneofs: readonly string[]): FieldDescriptorProto[] {
  return type.fields.map((field) => {
    if (field.entry !== null) {
      return field_proto(field.name, field.number, {kind: 'message', type: field.entry.name}, true);
    }
    const proto = field_proto(field.name, field.number, field, field.repeated);
    if (field.oneof !== null) proto.oneofIndex = oneofs.indexOf(field.oneof);
    return proto;
  });
}

/** The part of a nested name after its parent's: `Dim` of `TensorShapeProto.Dim`. */
function own_name(name: string, parent: string): string | null {
  if (parent === '') return name.includes('.') ? null : name;
  const rest = name.startsWith(`${parent}.`) ? name.slice(parent.length + 1) : '';
  return rest === '' || rest.includes('.') ? null : rest;
}

function enums_in(parent: string): EnumDescriptorProto[] {
  return Object.keys(ENUMS).flatMap((key) => {
    const name = own_name(key, parent);
    if (name === null) return [];
    const value = Object.entries(ENUMS[key as EnumName]).map((entry) => ({name: entry[0], number: entry[1]}));
    return [create(EnumDescriptorProtoSchema, {name, value})];
  });
}

function messages_in(parent: string): DescriptorProto[] {
  return Object.keys(MESSAGES).flatMap((key) => {
    const name = own_name(key, parent);
    return name === null ? [] : [message_proto(key as MessageName, name)];
  });
}

function message_proto(full: MessageName, name: string): DescriptorProto {
  const type = message_type(full);
  const entries = type.fields.flatMap((field) =>
    field.entry === null ? [] : [map_entry_proto(field.entry)],
  );
  const oneofs = [...new Set(type.fields.flatMap((field) => (field.oneof === null ? [] : [field.oneof])))];
  return create(DescriptorProtoSchema, {
    name,
    field: message_fields(type, oneofs),
    nestedType: [...messages_in(full), ...entries],
    enumType: enums_in(full),
    oneofDecl: oneofs.map((oneof) => ({name: oneof})),
  });
}

const ERROR_CODES_FILE = 'tensorflow/core/lib/core/error_codes.proto';

function error_codes_file(): FileDescriptorProto {
  return create(FileDescriptorProtoSchema, {
    name: ERROR_CODES_FILE,
    package: 'tensorflow.error',
    syntax: 'proto3',
    enumType: enums_in('error'),
  });
}

function messages_file(): FileDescriptorProto {
  return create(FileDescriptorProtoSchema, {
    name: 'tensorflow/messages.proto',
    package: 'tensorflow',
    syntax: 'proto3',
    dependency: [file_google_protobuf_any.name, ERROR_CODES_FILE].map((name) =>
      name.replace(/(?<!\.proto)$/, '.proto'),
    ),
    messageType: messages_in(''),
    enumType: enums_in(''),
  });
}

/** All messages, for what packs one into another (`google.protobuf.Any`). */
export const message_registry: () => FileRegistry = lazy(() =>
  createFileRegistry(messages_file(), (name) =>
    name === ERROR_CODES_FILE ? error_codes_file() : file_google_protobuf_any,
  ),
);

/** The descriptor of a message. */
export function message_descriptor(name: MessageName): DescMessage {
  const descriptor = message_registry().getMessage(full_name(name).slice(1));
  if (descriptor === undefined) throw new Error(`no descriptor of ${name}`);
  return descriptor;
}
