// One function of WebAssembly under construction: locals, statements and structured control. Knows no bytes.
import {address_of, i32, type Expression, type Local} from './expressions.ts';
import type {ValueType} from './instructions.ts';

/** What a function does, one after the other. */
export type Statement =
  | {readonly kind: 'set'; readonly local: Local; readonly value: Expression}
  | {
      readonly kind: 'store';
      readonly op: string;
      readonly operands: readonly Expression[];
      readonly immediates: readonly number[];
    }
  | {readonly kind: 'drop'; readonly value: Expression}
  | {readonly kind: 'call'; readonly index: number; readonly operands: readonly Expression[]}
  | {readonly kind: 'block' | 'loop'; readonly body: readonly Statement[]}
  | {readonly kind: 'if'; readonly condition: Expression; readonly body: readonly Statement[]}
  | {readonly kind: 'branch'; readonly depth: number; readonly condition: Expression | null}
  | {readonly kind: 'comment'; readonly text: string};

export class FunctionBuilder {
  readonly name: string;
  readonly parameters: readonly Local[];
  readonly locals: Local[] = [];
  #body: Statement[] = [];

  constructor(name: string, parameters: readonly ValueType[]) {
    this.name = name;
    this.parameters = parameters.map((type, index) => make_local(type, index));
  }

  get body(): readonly Statement[] {
    return this.#body;
  }

  /** A new variable, zero at first, or with a value. */
  local(type: ValueType, value?: Expression): Local {
    const local = make_local(type, this.parameters.length + this.locals.length);
    this.locals.push(local);
    if (value !== undefined) this.set(local, value);
    return local;
  }

  /** A new variable that holds `value`. */
  let(value: Expression): Local {
    return this.local(value.type, value);
  }

  set(local: Local, value: Expression): void {
    this.#body.push({kind: 'set', local, value});
  }

  /** Writes memory with `op` (`v128.store`, ...). `lane` is that of a lane store. */
  store(op: string, address: Expression, value: Expression, offset = 0, lane?: number): void {
    const [base, known] = address_of(address);
    const immediates = lane === undefined ? [known + offset] : [known + offset, lane];
    this.#body.push({kind: 'store', op, operands: [base, value], immediates});
  }

  drop(value: Expression): void {
    this.#body.push({kind: 'drop', value});
  }

  call(index: number, operands: readonly Expression[]): void {
    this.#body.push({kind: 'call', index, operands});
  }

  /** Words for a reader of the text. */
  comment(text: string): void {
    this.#body.push({kind: 'comment', text});
  }

  when(condition: Expression, fill: () => void): void {
    this.#body.push({kind: 'if', condition, body: this.#collected(fill)});
  }

  /** Repeats as long as `condition` holds before a round. */
  while(condition: () => Expression, fill: () => void): void {
    const body = this.#collected(() => {
      this.#body.push({kind: 'branch', depth: 1, condition: i32.eqz(condition())});
      fill();
      this.#body.push({kind: 'branch', depth: 0, condition: null});
    });
    this.#body.push({kind: 'block', body: [{kind: 'loop', body}]});
  }

  /** Rounds with `counter` from what it is up to `end`, by `step`. */
  count(counter: Local, end: Expression, step: number, fill: () => void): void {
    const limit = end.op === 'i32.const' || end.op === 'local.get' ? end : this.let(end);
    this.while(
      () => i32.lt_s(counter, limit),
      () => {
        fill();
        this.set(counter, i32.add(counter, i32.const(step)));
      },
    );
  }

  /** The statements that `fill` adds, taken out. */
  #collected(fill: () => void): Statement[] {
    const outer = this.#body;
    this.#body = [];
    fill();
    const inner = this.#body;
    this.#body = outer;
    return inner;
  }
}

function make_local(type: ValueType, index: number): Local {
  return {op: 'local.get', type, operands: [], immediates: [index], index};
}
