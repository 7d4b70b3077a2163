// A module of WebAssembly: functions over one imported memory, written as bytes.
import {Bytes} from './bytes.ts';
import type {Expression, Local} from './expressions.ts';
import {FunctionBuilder, type Statement} from './function_builder.ts';
import {INSTRUCTIONS, VALUE_TYPES, type Instruction, type ValueType} from './instructions.ts';

const SECTIONS = {type: 1, import: 2, function: 3, export: 7, code: 10} as const;
const EMPTY_BLOCK = 0x40;
const END = 0x0b;

export class ModuleBuilder {
  readonly #functions: FunctionBuilder[] = [];

  /** A function of the module; its index is what calls name. Functions give no value. */
  add(name: string, parameters: readonly ValueType[], fill: (f: FunctionBuilder) => void): number {
    const f = new FunctionBuilder(name, parameters);
    fill(f);
    this.#functions.push(f);
    return this.#functions.length - 1;
  }

  get functions(): readonly FunctionBuilder[] {
    return this.#functions;
  }

  /** The module, with all functions exported by name, on the shared memory `memory.memory` of at most `pages`. */
  to_bytes(pages: number): Uint8Array<ArrayBuffer> {
    const bytes = new Bytes();
    bytes.raw([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const signatures = [...new Set(this.#functions.map(signature_of))];
    section(bytes, SECTIONS.type, signatures.length, (out) => {
      for (const signature of signatures) {
        const types = signature === '' ? [] : signature.split(',');
        out.raw([0x60]).unsigned(types.length);
        out.raw(types.map((type) => VALUE_TYPES[type as ValueType])).unsigned(0);
      }
    });
    section(bytes, SECTIONS.import, 1, (out) => {
      out.text('memory').text('memory').raw([2, 3]).unsigned(1).unsigned(pages);
    });
    section(bytes, SECTIONS.function, this.#functions.length, (out) => {
      for (const f of this.#functions) out.unsigned(signatures.indexOf(signature_of(f)));
    });
    section(bytes, SECTIONS.export, this.#functions.length, (out) => {
      this.#functions.forEach((f, index) => out.text(f.name).raw([0]).unsigned(index));
    });
    section(bytes, SECTIONS.code, this.#functions.length, (out) => {
      for (const f of this.#functions) out.sized(code_of(f));
    });
    return bytes.taken();
  }
}

function signature_of({parameters}: FunctionBuilder): string {
  return parameters.map(({type}) => type).join(',');
}

function section(bytes: Bytes, id: number, count: number, fill: (out: Bytes) => void): void {
  const content = new Bytes();
  content.unsigned(count);
  fill(content);
  bytes.raw([id]).sized(content);
}

/** Locals in groups of one type, then the statements. */
function code_of(f: FunctionBuilder): Bytes {
  const out = new Bytes();
  const groups: {type: ValueType; count: number}[] = [];
  for (const {type} of f.locals) {
    const last = groups.at(-1);
    if (last?.type === type) last.count++;
    else groups.push({type, count: 1});
  }
  out.unsigned(groups.length);
  for (const {type, count} of groups) out.unsigned(count).raw([VALUE_TYPES[type]]);
  write_statements(out, f.body);
  return out.raw([END]);
}

function write_statements(out: Bytes, statements: readonly Statement[]): void {
  for (const statement of statements) write_statement(out, statement);
}

function write_statement(out: Bytes, statement: Statement): void {
  switch (statement.kind) {
    case 'set':
      write_expression(out, statement.value);
      out.raw([0x21]).unsigned(statement.local.index);
      break;
    case 'store':
      for (const operand of statement.operands) write_expression(out, operand);
      write_instruction(out, statement.op, statement.immediates);
      break;
    case 'drop':
      write_expression(out, statement.value);
      out.raw([0x1a]);
      break;
    case 'call':
      for (const operand of statement.operands) write_expression(out, operand);
      out.raw([0x10]).unsigned(statement.index);
      break;
    case 'block':
    case 'loop':
      out.raw([statement.kind === 'block' ? 0x02 : 0x03, EMPTY_BLOCK]);
      write_statements(out, statement.body);
      out.raw([END]);
      break;
    case 'if':
      write_expression(out, statement.condition);
      out.raw([0x04, EMPTY_BLOCK]);
      write_statements(out, statement.body);
      out.raw([END]);
      break;
    case 'branch':
      if (statement.condition !== null) write_expression(out, statement.condition);
      out.raw([statement.condition === null ? 0x0c : 0x0d]).unsigned(statement.depth);
      break;
    case 'comment':
      break;
  }
}

function write_expression(out: Bytes, expression: Expression): void {
  if (expression.op === 'local.get') {
    out.raw([0x20]).unsigned((expression as Local).index);
    return;
  }
  for (const operand of expression.operands) write_expression(out, operand);
  write_instruction(out, expression.op, expression.immediates);
}

function write_instruction(out: Bytes, op: string, immediates: readonly number[]): void {
  const found = INSTRUCTIONS.get(op);
  if (found === undefined) throw new Error(`no instruction ${op}`);
  out.raw(found.bytes);
  write_immediates(out, found, immediates);
}

function write_immediates(
  out: Bytes,
  {immediates: kind, alignment}: Instruction,
  values: readonly number[],
): void {
  const [first = 0, second = 0] = values;
  switch (kind) {
    case 'memory':
      out.unsigned(alignment).unsigned(first);
      break;
    case 'memory_lane':
      out.unsigned(alignment).unsigned(first).raw([second]);
      break;
    case 'lane':
    case 'bytes':
      out.raw(values);
      break;
    case 'i32':
      out.signed(first);
      break;
    case 'i64':
      out.signed(first);
      break;
    case 'f32':
      out.raw(new Uint8Array(Float32Array.of(first).buffer));
      break;
    case 'f64':
      out.raw(new Uint8Array(Float64Array.of(first).buffer));
      break;
    case 'zero':
    case 'none':
      break;
  }
}
