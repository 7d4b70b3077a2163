// Finds state that a module keeps between calls, which belongs into `graph/globals.ts`. Tables that are filled while
// the module loads are none, nor are weak maps (caches by identity) and typed arrays (scratch space).
import {walk} from './sources.mjs';

const COLLECTIONS = new Set(['Map', 'Set', 'Array']);
const MUTATORS = new Set(
  'set add delete clear push pop shift unshift splice sort reverse fill copyWithin'.split(' '),
);

function is_collection(init) {
  const value =
    init?.type === 'TSSatisfiesExpression' || init?.type === 'TSAsExpression' ? init.expression : init;
  if (value?.type === 'NewExpression') return COLLECTIONS.has(value.callee.name);
  return value?.type === 'ArrayExpression' || value?.type === 'ObjectExpression';
}

function module_declarations(program) {
  return program.body
    .map((statement) => (statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement))
    .filter((statement) => statement?.type === 'VariableDeclaration' && !statement.declare)
    .flatMap(({kind, declarations}) => declarations.map(({id, init, start}) => ({kind, id, init, start})));
}

/** The object that a statement changes in place: `x` of `x.push(1)`, `x[i] = 1`, `x.y.z++`, `delete x[k]`. */
function changed_object(node) {
  let target = null;
  if (node.type === 'CallExpression' && MUTATORS.has(node.callee.property?.name)) target = node.callee.object;
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
    target = node.left.object;
  if (node.type === 'UpdateExpression' && node.argument.type === 'MemberExpression')
    target = node.argument.object;
  if (node.type === 'UnaryExpression' && node.operator === 'delete') target = node.argument.object;
  while (target?.type === 'MemberExpression') target = target.object;
  return target?.type === 'Identifier' ? target.name : null;
}

/** Whether a function around a node gives the name a meaning of its own. */
function is_shadowed(name, parents) {
  return parents.some((parent) => {
    if (!('params' in parent) || !Array.isArray(parent.params)) return false;
    let found = false;
    const see = (node, above) => {
      const is_declarator = node.type === 'VariableDeclarator' && declares(node.id, name);
      if (is_declarator) found = true;
      return !found && !(above.length > 0 && 'params' in node);
    };
    if (parent.params.some((parameter) => declares(parameter, name))) return true;
    if (parent.body) walk(parent.body, see);
    return found;
  });
}

function declares(pattern, name) {
  let found = false;
  walk(pattern, (node) => {
    if (node.type === 'Identifier' && node.name === name) found = true;
    return node.type !== 'TSTypeAnnotation';
  });
  return found;
}

/** Faults `{line, what}` of a parsed file. */
export function state_faults({program, line_of}) {
  const faults = [];
  const collections = new Map();
  for (const {kind, id, init, start} of module_declarations(program)) {
    if (kind !== 'const') faults.push({line: line_of(start), what: `module-level \`${kind} ${id.name}\``});
    else if (id.type === 'Identifier' && is_collection(init)) collections.set(id.name, start);
  }
  walk(program, (node, parents) => {
    const is_static = node.type === 'PropertyDefinition' && node.static && !node.readonly && !node.declare;
    if (is_static && !/Function/.test(node.value?.type ?? '')) {
      faults.push({line: line_of(node.start), what: `static \`${node.key.name}\` is not readonly`});
    }
    const name = changed_object(node);
    if (name === null || !collections.has(name)) return;
    if (!parents.some((parent) => 'params' in parent && parent.body) || is_shadowed(name, parents)) return;
    faults.push({line: line_of(node.start), what: `changes the module-level \`${name}\` while running`});
  });
  return faults;
}
