/**
 * Arguments bound to parameters by Python's rules; the texts of the `TypeError`s are Python 3.7's. Knows nothing of
 * what the functions do.
 */
import type {Layout} from './signature_layout.ts';
import type {Keywords} from './signature_types.ts';
import {is_record} from './records.ts';

export type KeywordRecord = Readonly<Record<string, unknown>>;

class KeywordArguments {
  readonly values: KeywordRecord;
  constructor(values: KeywordRecord) {
    this.values = values;
  }
}

/** Marks a record as keyword arguments, also where the next place could take it as a value. */
export function kwargs<K extends object>(values: K): Keywords<K> {
  const marked: object = new KeywordArguments(Object.fromEntries(Object.entries(values)));
  return marked;
}

/** Whether `args` are the plain function's arguments as they stand: no keywords, nothing missing. */
export function fits_as_is(layout: Layout, args: readonly unknown[]): boolean {
  const count = args.length;
  if (!layout.direct || count > layout.positional || count < layout.required_positional) return false;
  for (let place = 0; place < layout.required_positional; place++) {
    if (args[place] === undefined) return false;
  }
  const last = count === 0 ? null : args[count - 1];
  if (typeof last !== 'object' || last === null) return true;
  return !(last instanceof KeywordArguments) && !is_record(last);
}

interface Split {
  readonly positional: readonly unknown[];
  readonly keywords: KeywordRecord | null;
}

/** The plain function's arguments, in its own order. Throws Python's `TypeError`s. */
export function bind(layout: Layout, args: readonly unknown[]): unknown[] {
  const {positional, keywords} = split_arguments(layout, args);
  return bind_split(layout, positional, keywords);
}

/**
 * Positional arguments and keywords, told apart. `preset` are keywords given beforehand (`partial`); `complete`
 * says whether this call must give all that is required.
 */
export function split_arguments(
  layout: Layout,
  args: readonly unknown[],
  preset: KeywordRecord = {},
  complete = true,
): Split {
  const last = args.at(-1);
  if (last instanceof KeywordArguments) return {positional: args.slice(0, -1), keywords: last.values};
  if (!is_record(last)) return {positional: args, keywords: null};
  const before = args.slice(0, -1);
  const fits = () => keywords_fit(layout, before, last, preset, complete);
  return is_value(layout, before.length, last, fits)
    ? {positional: args, keywords: null}
    : {positional: before, keywords: last};
}

/** Whether a trailing record is the value of the next free place. Refuses what could be both. */
function is_value(
  layout: Layout,
  given: number,
  last: KeywordRecord,
  fits_as_keywords: () => boolean,
): boolean {
  const place = given < layout.positional ? given : layout.rest;
  const takes = layout.dictionaries.get(place);
  if (takes === undefined || !takes(last)) return false;
  const names = Object.keys(last);
  if (names.length === 0 || !fits_as_keywords()) return true;
  const shown = names.join(', ');
  const parameter = String(layout.names[place]);
  throw new TypeError(
    `${layout.name}(): the record {${shown}} can be keyword arguments or the value of '${parameter}'. Write ` +
      `kwargs({${shown}}) for keyword arguments, and {${parameter}: {${shown}}} or ` +
      `new Map(Object.entries({${shown}})) for the value.`,
  );
}

function keywords_fit(
  layout: Layout,
  before: readonly unknown[],
  keywords: KeywordRecord,
  preset: KeywordRecord,
  complete: boolean,
): boolean {
  const each_is_free = Object.keys(keywords).every((name) => {
    const place = named_place(layout, name);
    return place === undefined ? layout.keywords >= 0 : before[place] === undefined;
  });
  if (!each_is_free || !complete) return each_is_free;
  const given = (name: string, place: number) =>
    before[place] !== undefined || Object.hasOwn(keywords, name) || Object.hasOwn(preset, name);
  return layout.names.every((name, place) => !layout.required[place] || given(name, place));
}

/** The place of a parameter that a keyword can name; `*args` and `**kwargs` themselves cannot. */
function named_place(layout: Layout, name: string): number | undefined {
  const place = layout.places.get(name);
  return place === layout.rest || place === layout.keywords ? undefined : place;
}

/** `bind`, once positional arguments and keywords are told apart. */
function bind_split(
  layout: Layout,
  positional: readonly unknown[],
  keywords: KeywordRecord | null,
): unknown[] {
  const bound: unknown[] = positional.slice(0, layout.positional);
  if (layout.rest >= 0) bound[layout.rest] = positional.slice(layout.positional);
  const others = keywords === null ? {} : put_keywords(layout, bound, keywords);
  if (layout.keywords >= 0) bound[layout.keywords] = others;
  if (layout.rest < 0) refuse_too_many(layout, positional, bound);
  refuse_missing(layout, bound, 0, layout.positional, 'positional');
  refuse_missing(layout, bound, layout.positional, layout.names.length, 'keyword-only');
  return bound;
}

function put_keywords(layout: Layout, bound: unknown[], keywords: KeywordRecord): KeywordRecord {
  const others: Record<string, unknown> = {};
  for (const name of Object.keys(keywords)) {
    const value = keywords[name];
    const place = named_place(layout, name);
    if (place !== undefined) {
      if (bound[place] !== undefined)
        throw new TypeError(`${layout.name}() got multiple values for argument '${name}'`);
      bound[place] = value;
    } else if (layout.keywords >= 0) {
      if (value !== undefined) others[name] = value;
    } else {
      throw new TypeError(`${layout.name}() got an unexpected keyword argument '${name}'`);
    }
  }
  return others;
}

const plural = (count: number): string => (count === 1 ? '' : 's');

function refuse_too_many(layout: Layout, positional: readonly unknown[], bound: readonly unknown[]): void {
  if (positional.length <= layout.positional) return;
  const least = layout.required_positional + layout.self;
  const most = layout.positional + layout.self;
  const given = positional.length + layout.self;
  const by_keyword = bound
    .slice(layout.positional, layout.names.length)
    .filter((v) => v !== undefined).length;
  const kept = layout.keywords >= 0 ? by_keyword - 1 : by_keyword;
  const takes =
    least === most
      ? `${most} positional argument${plural(most)}`
      : `from ${least} to ${most} positional arguments`;
  const also =
    kept > 0 ? ` positional argument${plural(given)} (and ${kept} keyword-only argument${plural(kept)})` : '';
  throw new TypeError(
    `${layout.name}() takes ${takes} but ${given}${also} ${given === 1 && kept === 0 ? 'was' : 'were'} given`,
  );
}

function refuse_missing(
  layout: Layout,
  bound: readonly unknown[],
  from: number,
  to: number,
  kind: 'positional' | 'keyword-only',
): void {
  const missing: string[] = [];
  for (let place = from; place < to; place++) {
    if (layout.required[place] === true && bound[place] === undefined)
      missing.push(`'${String(layout.names[place])}'`);
  }
  if (missing.length === 0) return;
  throw new TypeError(
    `${layout.name}() missing ${missing.length} required ${kind} argument${plural(missing.length)}: ${listed(missing)}`,
  );
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function listed(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${String(names.at(-1))}`;
}

/** `Reflect.apply` with a known type. */
export function call_function(
  f: (...args: never[]) => unknown,
  self: unknown,
  args: readonly unknown[],
): unknown {
  const result: unknown = Reflect.apply(f, self, args);
  return result;
}

/** Tells the compiler that a value known to be callable is a function. */
export function is_function(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === 'function';
}
