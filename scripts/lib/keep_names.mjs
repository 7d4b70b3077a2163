// An esbuild plugin: functions that are given to a call when a module loads keep their names. The bundler renames what
// would shadow (`const dense = signature(..., function dense() {})`), but error messages say a function's own name.
import {readFileSync} from 'node:fs';
import {parseSync} from 'oxc-parser';

/** The nodes right below a node. */
function children(node) {
  return Object.values(node)
    .flat()
    .filter((child) => typeof child?.type === 'string');
}

const opens_scope = ({type}) => /Function|Class|MethodDefinition/.test(type);

/** Named functions that are arguments of calls outside of all functions. */
function named_arguments(node) {
  const here =
    node.type === 'CallExpression'
      ? node.arguments.filter(({type, id}) => type === 'FunctionExpression' && id !== null)
      : [];
  const below = children(node).filter((child) => !opens_scope(child));
  return [...here, ...below.flatMap(named_arguments)];
}

/** The source, with the name of each such function given as text. */
function with_names(path, source) {
  const {program} = parseSync(path, source);
  let text = source;
  for (const {start, end, id} of named_arguments(program).toSorted((a, b) => b.start - a.start)) {
    const named = `Object.defineProperty(${text.slice(start, end)}, 'name', {value: '${id.name}', configurable: true})`;
    text = text.slice(0, start) + named + text.slice(end);
  }
  return text;
}

export const keep_names = {
  name: 'keep_names',
  setup(build) {
    build.onLoad({filter: /[\\/]src[\\/].*\.ts$/}, ({path}) => ({
      contents: with_names(path, readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};
