// The library of a graph in a form that does not depend on the numbers and hashes in names of functions, and not on the
// order of sets. Knows no program.
import type {AttrValue, FunctionDef, GraphDef, NodeDef} from '../../src/formats/graph_def.ts';
import {message_to_text} from '../../src/formats/text_writer.ts';

/** Names that end with a number of all tensors of the process, or with a hash of the body. */
const MADE_UP = /^(__inference_.*_|_make_dataset_)\w+$/;

/** The functions that nodes name, in the order in which they are found: those in bodies too. */
function numbered_names(graph_def: GraphDef): ReadonlyMap<string, string> {
  const library = new Map((graph_def.library?.function ?? []).map((each) => [each.signature?.name, each]));
  const names = new Map<string, string>();
  const visit = (nodes: readonly NodeDef[]): void => {
    for (const {attr} of nodes) {
      for (const {func} of attr.values()) {
        const prefix = func && MADE_UP.exec(func.name)?.[1];
        if (func === undefined || prefix === undefined || names.has(func.name)) continue;
        names.set(func.name, `${prefix}${names.size}`);
        visit(library.get(func.name)?.node_def ?? []);
      }
    }
  };
  visit(graph_def.node ?? []);
  return names;
}

function renamed_nodes(nodes: readonly NodeDef[], names: ReadonlyMap<string, string>): NodeDef[] {
  const renamed = (value: AttrValue): AttrValue =>
    value.func === undefined
      ? value
      : {func: {...value.func, name: names.get(value.func.name) ?? value.func.name}};
  return nodes.map((node) =>
    Object.assign({}, node, {
      attr: new Map([...node.attr].map(([name, value]) => [name, renamed(value)] as const)),
    }),
  );
}

/** Control inputs come from sets. */
function ordered_inputs(node: NodeDef): NodeDef {
  const is_control = (input: string): boolean => input.startsWith('^');
  const controls = node.input.filter(is_control).sort();
  return {...node, input: [...node.input.filter((input) => !is_control(input)), ...controls]};
}

function renamed_function(definition: FunctionDef, names: ReadonlyMap<string, string>): FunctionDef {
  const {signature} = definition;
  if (signature === undefined) return definition;
  const name = names.get(signature.name) ?? signature.name;
  return {
    ...definition,
    signature: {...signature, name, control_output: [...signature.control_output].sort()},
    node_def: renamed_nodes(definition.node_def, names).map(ordered_inputs),
  };
}

/** The graph with its functions numbered, and in the order of their names. */
export function with_numbered_functions(graph_def: GraphDef): GraphDef {
  const functions = graph_def.library?.function ?? [];
  if (functions.length === 0) return graph_def;
  const names = numbered_names(graph_def);
  const renamed = functions.map((each) => renamed_function(each, names));
  const name_of = ({signature}: FunctionDef): string => signature?.name ?? '';
  renamed.sort((one, other) => (name_of(one) < name_of(other) ? -1 : 1));
  return {
    ...graph_def,
    node: renamed_nodes(graph_def.node, names),
    library: {function: renamed, gradient: graph_def.library?.gradient ?? []},
  };
}

/** The functions of a library as text, a line each. */
export function function_texts(graph_def: GraphDef): string[] {
  return (graph_def.library?.function ?? []).map((each) =>
    message_to_text('FunctionDef', each).replace(/\s*\n\s*/g, ' '),
  );
}
