/**
 * The body of a traced function as a FunctionDef, named and wired as TensorFlow's C interface does it. Knows nothing of
 * how it was traced.
 */
import type {AttrValue, FunctionDef, NodeDef} from '../formats/graph_def.ts';
import {decode_message} from '../formats/decode.ts';
import {encode_message} from '../formats/encode.ts';
import {md5_first_word} from '../util/md5.ts';
import {encode_attribute} from './attributes.ts';
import type {FuncGraph} from './func_graph.ts';
import type {OpDefinition} from './op_definition.ts';
import type {Operation} from './operation.ts';
import {flat_types} from './shape_inference.ts';
import type {Tensor} from './tensor.ts';

/** What of a body is the function. */
export interface FunctionParts {
  readonly name: string;
  readonly graph: FuncGraph;
  readonly outputs: readonly Tensor[];
  /** Nodes that run whatever is done with the outputs. */
  readonly control_outputs: readonly Operation[];
  readonly description?: string;
  readonly attrs?: ReadonlyMap<string, AttrValue>;
  /** Whether the name gets a hash of the body at its end. */
  readonly is_hashed?: boolean;
}

/** A name as arguments and results have it: small letters, digits and underscores, a letter first. */
function argument_name(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '_');
  const start = plain.search(/[a-z]/);
  return start < 0 ? 'unknown' : plain.slice(start);
}

class Names {
  readonly #used = new Set<string>();

  unique(name: string): string {
    let candidate = name;
    for (let i = 0; this.#used.has(candidate); i++) candidate = `${name}_${i}`;
    this.#used.add(candidate);
    return candidate;
  }
}

/** How a FunctionDef spells the outputs of a node. */
function output_spellings(op: Operation, name: string): string[] {
  const {outputs} = op.op_def as OpDefinition;
  return outputs.flatMap((output) =>
    flat_types([output], op.attrs).map((_, i) => `${name}:${output.name}:${i}`),
  );
}

/** The node as a FunctionDef spells it. */
function body_node(
  op: Operation,
  name: string,
  spelled: ReadonlyMap<Tensor, string>,
  names: ReadonlyMap<Operation, string>,
): NodeDef {
  const input = [
    ...op.inputs.map((each) => spelled.get(each) ?? ''),
    ...op.control_inputs.map((each) => `^${names.get(each) ?? each.name}`),
  ];
  return {...op.to_node_def(), name, input};
}

function argument(name: string, {dtype}: Tensor): {name: string; type: number} {
  return {name, type: (encode_attribute('type', dtype) as {type: number}).type};
}

/** Attributes of arguments: those whose names begin with an underscore. */
function argument_attributes(inputs: readonly Tensor[]): Map<number, {attr: Map<string, AttrValue>}> {
  return new Map(
    inputs.map(
      ({op}, i) => [i, {attr: new Map([...op.attrs].filter(([name]) => name.startsWith('_')))}] as const,
    ),
  );
}

const HASH_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789aA';

/** Eleven letters that tell bodies apart; not TensorFlow's, whose hash is of its own making. */
function hash_letters(definition: FunctionDef): string {
  const bytes = encode_message('FunctionDef', definition);
  const words = [md5_first_word(bytes), md5_first_word(bytes.slice().reverse())];
  let bits = words.reduce((sum, word) => (sum << 32n) | BigInt(word), 0n);
  let text = '';
  for (let i = 0; i < 11; i++, bits >>= 6n) text += HASH_LETTERS[Number(bits & 63n)];
  return text;
}

/** The FunctionDef of a body. */
export function function_def_of(parts: FunctionParts): FunctionDef {
  const {graph, outputs, control_outputs} = parts;
  const names = new Names();
  const given = new Set(graph.inputs.map(({op}) => op));
  const body = graph.get_operations().filter((op) => !given.has(op));
  const output_names = outputs.map(({op}) => names.unique(argument_name(op.name)));
  const spelled = new Map(graph.inputs.map((input) => [input, names.unique(argument_name(input.op.name))]));
  const input_names = graph.inputs.map((input) => spelled.get(input) as string);
  const node_names = new Map(body.map((op) => [op, names.unique(op.name)] as const));
  for (const [op, name] of node_names)
    output_spellings(op, name).forEach((text, i) => spelled.set(op.outputs[i] as Tensor, text));
  const controls = control_outputs.map((op) => node_names.get(op) as string);
  const definition: FunctionDef = {
    signature: {
      name: parts.name,
      input_arg: graph.inputs.map((input, i) => argument(input_names[i] as string, input)),
      output_arg: outputs.map((output, i) => argument(output_names[i] as string, output)),
      control_output: controls,
      description: parts.description ?? '',
      is_stateful: body.some((op) => op.is_stateful),
    },
    node_def: [...node_names].map(([op, name]) => body_node(op, name, spelled, node_names)),
    ret: new Map(outputs.map((output, i) => [output_names[i] as string, spelled.get(output) as string])),
    control_ret: new Map(controls.map((name) => [name, name])),
    attr: new Map(parts.attrs ?? []),
    arg_attr: argument_attributes(graph.inputs),
  } as FunctionDef;
  if (parts.is_hashed === true && definition.signature !== undefined)
    definition.signature.name = `${parts.name}_${hash_letters(definition)}`;
  // Read again, the message has all its fields.
  return decode_message('FunctionDef', encode_message('FunctionDef', definition));
}
