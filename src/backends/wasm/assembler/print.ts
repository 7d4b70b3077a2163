// A module as text, in the folded form of WebAssembly's text format, with the names of nodes as comments.
import type {Expression, Local} from './expressions.ts';
import type {FunctionBuilder, Statement} from './function_builder.ts';
import {INSTRUCTIONS} from './instructions.ts';
import type {ModuleBuilder} from './module_builder.ts';

/** Numbers behind an instruction, as the text format spells them. */
function immediates_text({op, immediates}: Pick<Expression, 'op' | 'immediates'>): string {
  const found = INSTRUCTIONS.get(op);
  const [first = 0, lane = 0] = immediates;
  switch (found?.immediates) {
    case 'memory':
    case 'memory_lane': {
      const offset = first === 0 ? '' : ` offset=${first}`;
      const [natural] = [2 ** found.alignment];
      return `${offset} align=${natural}${found.immediates === 'memory_lane' ? ` ${lane}` : ''}`;
    }
    case 'bytes':
      return op === 'v128.const' ? ` i8x16 ${immediates.join(' ')}` : ` ${immediates.join(' ')}`;
    case 'f32':
    case 'f64':
      return ` ${Number.isFinite(first) ? first : String(first).toLowerCase().replace('infinity', 'inf')}`;
    default:
      return immediates.map((each) => ` ${each}`).join('');
  }
}

function expression_text(expression: Expression): string {
  if (expression.op === 'local.get') return `(local.get ${(expression as Local).index})`;
  const operands = expression.operands.map((each) => ` ${expression_text(each)}`).join('');
  return `(${expression.op}${immediates_text(expression)}${operands})`;
}

function statement_lines(statement: Statement, names: readonly string[]): string[] {
  const inner = (body: readonly Statement[]): string[] =>
    body.flatMap((each) => statement_lines(each, names)).map((line) => `  ${line}`);
  switch (statement.kind) {
    case 'set':
      return [`(local.set ${statement.local.index} ${expression_text(statement.value)})`];
    case 'store': {
      const operands = statement.operands.map((each) => ` ${expression_text(each)}`).join('');
      return [`(${statement.op}${immediates_text(statement)}${operands})`];
    }
    case 'drop':
      return [`(drop ${expression_text(statement.value)})`];
    case 'call':
      return [
        `(call $${names[statement.index]}${statement.operands.map((each) => ` ${expression_text(each)}`).join('')})`,
      ];
    case 'block':
    case 'loop':
      return [`(${statement.kind}`, ...inner(statement.body), ')'];
    case 'if':
      return [`(if ${expression_text(statement.condition)} (then`, ...inner(statement.body), '))'];
    case 'branch':
      return statement.condition === null
        ? [`(br ${statement.depth})`]
        : [`(br_if ${statement.depth} ${expression_text(statement.condition)})`];
    case 'comment':
      return [`;; ${statement.text}`];
  }
}

function function_lines(f: FunctionBuilder, names: readonly string[]): string[] {
  const parameters = f.parameters.map(({type}) => ` ${type}`).join('');
  const locals = f.locals.map(({type}) => ` ${type}`).join('');
  return [
    `(func $${f.name} (export "${f.name}")${parameters === '' ? '' : ` (param${parameters})`}`,
    ...(locals === '' ? [] : [`  (local${locals})`]),
    ...f.body.flatMap((each) => statement_lines(each, names)).map((line) => `  ${line}`),
    ')',
  ];
}

/** The text of a module. */
export function module_text({functions}: ModuleBuilder, pages: number): string {
  const names = functions.map(({name}) => name);
  const lines = functions.flatMap((f) => function_lines(f, names)).map((line) => `  ${line}`);
  return ['(module', `  (import "memory" "memory" (memory 1 ${pages} shared))`, ...lines, ')'].join('\n');
}
