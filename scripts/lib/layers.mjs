// Who imports whom in the sources, judged by the order of the layers; works on texts, so that tests can ask too.
import {posix} from 'node:path';
import {built_entries} from '../entries.mjs';
import {parse, walk} from './sources.mjs';

/** The layers of `src`, lowest first: each imports from itself and from those before it. */
export const LAYERS = [
  'types',
  'errors.ts',
  'util',
  'formats',
  'graph',
  'ops',
  'gradients',
  'compile',
  'backends',
  'session',
  'python',
  'cli',
  'index.ts',
];

/** Layers whose folders do not know each other: they share only the files of the layer itself. */
const SEPARATE_FOLDERS = ['backends'];

/** Packages that only one part of the house knows. */
const PACKAGE_HOMES = [
  {pattern: /^@tensorflow\//, home: 'src/backends/tfjs/'},
  {pattern: /^@bufbuild\//, home: 'src/formats/'},
];

function resolve(path, specifier) {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}

/** The imports and re-exports of one file, in the order of its text. */
function imports_of(path, text) {
  const {module, program, line_of} = parse(path, text);
  const edges = [];
  const add = (specifier, start, how) =>
    edges.push({from: path, to: resolve(path, specifier), specifier, line: line_of(start), how});
  for (const {start, moduleRequest} of [
    ...module.staticImports,
    ...module.staticExports.flatMap(({start, entries}) =>
      entries.slice(0, 1).flatMap(({moduleRequest}) => (moduleRequest ? [{start, moduleRequest}] : [])),
    ),
  ]) {
    const is_type = /^(import|export)\s+type\b(?!\s*(from|,))/.test(text.slice(start, start + 40));
    add(moduleRequest.value, start, is_type ? 'type' : 'static');
  }
  walk(program, (node) => {
    if (node.type === 'TSImportType') add(node.source.value, node.start, 'type');
    if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
      add(String(node.source.value), node.start, 'dynamic');
    }
  });
  return edges;
}

/** The imports of all files: a map from path to edges. */
export function import_graph(sources) {
  return new Map([...sources].map(([path, text]) => [path, imports_of(path, text)]));
}

function place(path) {
  const [top, layer, ...rest] = path.split('/');
  return top === 'src'
    ? {layer, rank: LAYERS.indexOf(layer), folder: rest.length > 1 ? rest[0] : null}
    : null;
}

function package_fault({from, specifier}) {
  if (!from.startsWith('src/')) return null;
  const place_of_package = PACKAGE_HOMES.find(({pattern}) => pattern.test(specifier));
  if (place_of_package && !from.startsWith(place_of_package.home)) {
    return `only ${place_of_package.home} knows '${specifier}'`;
  }
  return null;
}

function fault(edge, open_files) {
  const {from, to, specifier} = edge;
  const target = place(to);
  const own = place(from);
  if (!specifier.startsWith('.')) return package_fault(edge);
  if (from.startsWith('graphs/')) {
    const is_open = target === null || target.layer === 'cli' || open_files.includes(to);
    return is_open ? null : 'a program of graphs/ imports only what users can import';
  }
  if (own === null) return null;
  if (target === null) return 'src imports only from src';
  if (target.rank < 0) return `'src/${target.layer}' is no layer`;
  if (own.rank < target.rank) return `'${own.layer}' is below '${target.layer}'`;
  if (own.layer !== target.layer || !SEPARATE_FOLDERS.includes(own.layer)) return null;
  const is_shared = own.folder === null || target.folder === null || own.folder === target.folder;
  return is_shared ? null : `'${own.folder}' and '${target.folder}' do not know each other`;
}

/** Browsers have no Node: a file that imports its modules statically is itself imported dynamically, or by its like. */
function node_fault({from, to, how}, needs_node) {
  if (how !== 'static' || !from.startsWith('src/') || from.startsWith('src/cli/')) return null;
  return needs_node.has(to) && !needs_node.has(from) ? 'it needs Node: import it dynamically' : null;
}

function files_that_need_node(graph) {
  const edges = [...graph.values()].flat();
  return new Set(
    edges.filter(({to, how}) => how === 'static' && to.startsWith('node:')).map(({from}) => from),
  );
}

/** Imports that go down the house, one line of text each. */
export function layer_faults(graph, open_files = built_entries().map(({source}) => source)) {
  const needs_node = files_that_need_node(graph);
  return [...graph.values()].flat().flatMap((edge) => {
    const what = fault(edge, open_files) ?? node_fault(edge, needs_node);
    return what === null ? [] : [`${edge.from}:${edge.line}: imports '${edge.specifier}', but ${what}`];
  });
}

/** The run-time import cycles, each as the paths of one strongly connected part (Tarjan's algorithm). */
export function import_cycles(graph) {
  const state = {order: new Map(), low: new Map(), stack: [], cycles: []};
  const visit = (path) => {
    const number = state.order.size;
    state.order.set(path, number);
    state.low.set(path, number);
    state.stack.push(path);
    let to_itself = false;
    for (const {to, how} of graph.get(path)) {
      if (how !== 'static' || !graph.has(to)) continue;
      to_itself ||= to === path;
      if (!state.order.has(to)) visit(to);
      if (state.stack.includes(to)) state.low.set(path, Math.min(state.low.get(path), state.low.get(to)));
    }
    if (state.low.get(path) !== number) return;
    const part = state.stack.splice(state.stack.indexOf(path));
    if (part.length > 1 || to_itself) state.cycles.push(part);
  };
  for (const path of graph.keys()) if (!state.order.has(path)) visit(path);
  return state.cycles;
}
