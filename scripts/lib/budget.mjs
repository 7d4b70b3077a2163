// Measures one source file against the habits: sizes, `any`, casts, module state, names. Decides nothing.
import {parse, walk} from './sources.mjs';
import {state_faults} from './module_state.mjs';

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Names that JavaScript or the design spells in their own way. */
const FOREIGN_NAMES = new Set(['toString', 'toArray', 'toJSON', 'valueOf', 'onRunComplete']);

const CAMEL_CASE = /^[_#]*[a-z][a-z0-9]*[A-Z]/;

/** Whether a function is the body of a `describe`: a list of tests, not a function to read at once. */
function is_describe_body(parents) {
  const call = parents.at(-1);
  return (
    call?.type === 'CallExpression' && /^describe\b/.test(call.callee.name ?? call.callee.object?.name ?? '')
  );
}

/** Lines of every function that has a body of statements. */
function function_sizes(node, parents, line_of) {
  if (!FUNCTIONS.has(node.type) || node.body?.type !== 'BlockStatement' || is_describe_body(parents))
    return [];
  const parent = parents.at(-1);
  const name = node.id?.name ?? parent?.key?.name ?? parent?.id?.name ?? '(anonymous)';
  return [{name, line: line_of(node.start), lines: line_of(node.end) - line_of(node.start) + 1}];
}

/** The identifiers that a node declares. */
function declared(node) {
  const of_pattern = (pattern) => {
    if (pattern?.type === 'Identifier') return [pattern];
    if (pattern?.type === 'AssignmentPattern') return of_pattern(pattern.left);
    if (pattern?.type === 'RestElement') return of_pattern(pattern.argument);
    if (pattern?.type === 'ArrayPattern') return pattern.elements.flatMap(of_pattern);
    if (pattern?.type !== 'ObjectPattern') return [];
    // `{camelCase}` takes a name that others gave.
    return pattern.properties.flatMap((property) =>
      property.shorthand ? [] : of_pattern(property.value ?? property),
    );
  };
  if (node.type === 'VariableDeclarator') return of_pattern(node.id);
  if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
    return node.computed ? [] : [node.key];
  }
  if (!FUNCTIONS.has(node.type)) return [];
  return [...(node.id ? [node.id] : []), ...node.params.flatMap(of_pattern)];
}

/** The first comment of a file, as its lines of text. */
function header_lines({text, comments}) {
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  const header = [];
  let at = start;
  for (const comment of comments) {
    const is_next =
      text.slice(at, comment.start).trim() === '' && !/\n\s*\n/.test(text.slice(at, comment.start));
    if (!is_next || (header.length > 0 && comment.type === 'Block')) break;
    header.push(...comment.value.split('\n').filter((line) => line.replace(/^[\s*]+/, '').trim() !== ''));
    at = comment.end;
    if (comment.type === 'Block') break;
  }
  return header;
}

function node_faults(node) {
  const faults = [];
  if (node.type === 'TSAnyKeyword') faults.push('`any`');
  if (
    node.type === 'TSAsExpression' &&
    node.expression.type === 'TSAsExpression' &&
    node.expression.typeAnnotation.type === 'TSUnknownKeyword'
  ) {
    faults.push('`as unknown as`');
  }
  for (const {name} of declared(node)) {
    if (name !== undefined && CAMEL_CASE.test(name) && !FOREIGN_NAMES.has(name)) {
      faults.push(`\`${name}\` is not snake_case`);
    }
  }
  return faults;
}

/** All measures of a file: `{lines, functions, faults}`; a fault is `{line, what}`. */
export function measure(path, text) {
  const file = parse(path, text);
  const functions = [];
  const faults = file.errors.map(({message}) => ({line: 1, what: message}));
  walk(file.program, (node, parents) => {
    functions.push(...function_sizes(node, parents, file.line_of));
    faults.push(...node_faults(node).map((what) => ({line: file.line_of(node.start), what})));
  });
  if (path.startsWith('src/') && path !== 'src/graph/globals.ts') faults.push(...state_faults(file));
  const header = header_lines(file).length;
  if (header === 0) faults.push({line: 1, what: 'no comment at its top says what it is for'});
  if (header > 5) faults.push({line: 1, what: `the comment at its top has ${header} lines (at most 5)`});
  return {path, lines: text.split('\n').length - 1, functions, faults};
}
