// What an example of a document promises beside its lines: `x;  // -> 3` of a value, `console.log(x);  // -> 3` and lines
// `// prints: 3` of what is printed. `...` in a promise stands for anything. Only reads and rewrites text.
import {parseSync} from 'oxc-parser';

/** A program that calls `__shown(line, value)` for each promised value, and the promises. */
export interface PromisingProgram {
  code: string;
  printed: string[];
  /** By line of the document. */
  shown: Map<number, string>;
}

interface Span {
  start: number;
  end: number;
}

interface Statement extends Span {
  type: string;
  expression?: Span & {callee?: Span};
  declarations?: {id: {name?: string}}[];
}

interface Edit {
  at: number;
  insert: string;
}

function statements_of(root: object): Statement[] {
  const found: Statement[] = [];
  const visit = (node: object) => {
    if ('type' in node && /^(ExpressionStatement|VariableDeclaration)$/.test(String(node.type))) {
      found.push(node as Statement);
    }
    for (const value of Object.values(node).flat() as unknown[]) {
      if (typeof value === 'object' && value !== null) visit(value);
    }
  };
  visit(root);
  return found.sort((a, b) => a.end - b.end);
}

/** The edits that hand a statement's value to `__shown`: of an expression itself, of a declaration its one variable. */
function showing_edits(statement: Statement, line: number): Edit[] {
  const {expression, declarations, end} = statement;
  if (expression !== undefined) {
    return [
      {at: expression.start, insert: `__shown(${line}, (`},
      {at: expression.end, insert: '))'},
    ];
  }
  const name = declarations?.length === 1 ? declarations[0]?.id.name : undefined;
  if (name === undefined)
    throw new Error(`line ${line}: '// ->' needs an expression or one declared variable`);
  return [{at: end, insert: `; __shown(${line}, ${name});`}];
}

function apply_edits(code: string, edits: readonly Edit[]): string {
  const last_first = [...edits].sort((a, b) => b.at - a.at);
  return last_first.reduce((text, {at, insert}) => text.slice(0, at) + insert + text.slice(at), code);
}

/** Reads the promises of a program; Error if a promise stands beside nothing. */
export function promises_of(code: string): PromisingProgram {
  const {program, comments} = parseSync('example.ts', code);
  const statements = statements_of(program);
  const line_of = (offset: number) => code.slice(0, offset).split('\n').length;
  const result: PromisingProgram = {code, printed: [], shown: new Map()};
  const edits: Edit[] = [];
  for (const {type, value, start} of comments) {
    const [, kind, promise = ''] = /^ (prints:|->) ?(.*?)\s*$/.exec(value) ?? [];
    if (type !== 'Line' || kind === undefined) continue;
    const line = line_of(start);
    const statement = statements.findLast(({end}) => end <= start && line_of(end) === line);
    const callee = statement?.expression?.callee;
    if (kind === 'prints:' || (callee && code.slice(callee.start, callee.end) === 'console.log')) {
      result.printed.push(promise);
      continue;
    }
    if (statement === undefined) throw new Error(`line ${line}: '// ->' stands beside no statement`);
    edits.push(...showing_edits(statement, line));
    result.shown.set(line, promise);
  }
  return {...result, code: apply_edits(code, edits)};
}

/** Whether a text keeps a promise. */
export function keeps_promise(text: string, promise: string): boolean {
  const parts = promise.split('...').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`).test(text);
}
