// Where the values of a program lie in memory, as generated code reads them. Knows no kernels.
import type {ProgramValue} from '../../../compile/program.ts';
import {i32, load, type Expression} from '../assembler/expressions.ts';
import type {FunctionBuilder} from '../assembler/function_builder.ts';

/** An address that is the same in all runs, or one that a run writes into its table. */
export type Place =
  | {readonly kind: 'fixed'; readonly address: number}
  | {readonly kind: 'entry'; readonly index: number};

/** Places by the ids of values, and the table of what changes from run to run. */
export interface Places {
  readonly table: number;
  readonly of: ReadonlyMap<number, Place>;
}

/** The addresses that one function uses: those of the table are read once. */
export class Addresses {
  readonly #f: FunctionBuilder;
  readonly #places: Places;
  readonly #read = new Map<number, Expression>();

  constructor(f: FunctionBuilder, places: Places, values: Iterable<ProgramValue>) {
    this.#f = f;
    this.#places = places;
    for (const value of values) this.#prepare(value);
  }

  /** Where a value begins. */
  of(value: ProgramValue): Expression {
    const found = this.#read.get(value.id);
    if (found === undefined) throw new Error(`value ${value.id} has no place`);
    return found;
  }

  #prepare({id}: ProgramValue): void {
    const place = this.#places.of.get(id);
    if (place === undefined || this.#read.has(id)) return;
    const address =
      place.kind === 'fixed'
        ? i32.const(place.address)
        : this.#f.let(load('i32.load', i32.const(this.#places.table + place.index * 4)));
    this.#read.set(id, address);
  }
}
