/**
 * Nested structures of arrays and plain records, as `tf.nest` sees them: flattened in order (records by
 * sorted key), mapped, compared and put together again. Knows no tensors; what else has parts is told by the caller.
 */
import {ValueError} from '../types/python_errors.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {is_record} from './records.ts';

/** Objects that are leaves or, expanded, several parts (`expand_composites`). */
export interface Composites {
  /** The parts, or null for what is a leaf. */
  parts(value: unknown): readonly unknown[] | null;
  /** An object like `value` of other parts. */
  rebuild(value: unknown, parts: readonly unknown[]): unknown;
  /** What two objects with parts are (`TypeSpec`), if one cannot stand for the other. */
  incompatible?(first: unknown, second: unknown): readonly [string, string] | null;
}

/** Nothing but arrays and records has parts. */
const NO_COMPOSITES: Composites = {parts: () => null, rebuild: (value) => value};

/** The direct parts of a structure in order, or null for a leaf. */
function parts_of(value: unknown, composites: Composites): readonly unknown[] | null {
  if (Array.isArray(value)) return value as readonly unknown[];
  if (is_record(value)) return sorted_keys(value).map((key) => value[key]);
  return composites.parts(value);
}

function sorted_keys(record: object): string[] {
  return Object.keys(record).sort();
}

function rebuilt(value: unknown, parts: readonly unknown[], composites: Composites): unknown {
  if (Array.isArray(value)) return [...parts];
  if (!is_record(value)) return composites.rebuild(value, parts);
  const by_key = new Map(sorted_keys(value).map((key, i) => [key, parts[i]]));
  return Object.fromEntries(Object.keys(value).map((key) => [key, by_key.get(key)]));
}

/** The leaves in order. */
export function flatten(structure: unknown, composites: Composites = NO_COMPOSITES): unknown[] {
  const parts = parts_of(structure, composites);
  return parts === null ? [structure] : parts.flatMap((part) => flatten(part, composites));
}

/** The same structure with `f` of each leaf in its place. */
export function map_structure(
  f: (leaf: unknown) => unknown,
  structure: unknown,
  composites: Composites = NO_COMPOSITES,
): unknown {
  const parts = parts_of(structure, composites);
  if (parts === null) return f(structure);
  return rebuilt(
    structure,
    parts.map((part) => map_structure(f, part, composites)),
    composites,
  );
}

/** A structure like `structure` of the leaves in `flat`. */
export function pack_sequence_as(
  structure: unknown,
  flat: readonly unknown[],
  composites: Composites = NO_COMPOSITES,
): unknown {
  let next = 0;
  return map_structure(() => flat[next++], structure, composites);
}

/** Refuses two structures that are not nested alike: `ValueError` in TensorFlow's words. */
export function assert_same_structure(
  first: unknown,
  second: unknown,
  composites: Composites = NO_COMPOSITES,
  outermost: 'tuple' | 'list' = 'tuple',
): void {
  const difference = structure_difference(first, second, composites, outermost);
  if (difference === null) return;
  const [text_1, text_2] = [described(first, outermost), described(second, outermost)];
  throw new ValueError(
    `The two structures don't have the same nested structure.\n\nFirst structure: ${text_1}\n\n` +
      `Second structure: ${text_2}\n\nMore specifically: ${difference}\n` +
      `Entire first structure:\n${dotted(first, outermost)}\nEntire second structure:\n${dotted(second, outermost)}`,
  );
}

/** What an array stands for. */
type Sequence = 'tuple' | 'list';

function structure_difference(
  first: unknown,
  second: unknown,
  composites: Composites,
  sequence: Sequence,
): string | null {
  const [parts_1, parts_2] = [parts_of(first, composites), parts_of(second, composites)];
  if (parts_1 === null && parts_2 === null) return null;
  if (parts_1 === null || parts_2 === null) {
    const [nested, leaf] = parts_1 === null ? [second, first] : [first, second];
    return `Substructure "${described(nested)}" is a sequence, while substructure "${described(leaf)}" is not`;
  }
  const specs = composites.incompatible?.(first, second) ?? null;
  if (specs !== null) return `Incompatible CompositeTensor TypeSpecs: ${specs[0]} vs. ${specs[1]}`;
  const [type_1, type_2] = [type_name(first), type_name(second)];
  if (type_1 !== type_2) {
    return `The two structures don't have the same sequence type. First structure has type ${type_1}, while second structure has type ${type_2}.`;
  }
  if (is_record(first) && is_record(second) && String(sorted_keys(first)) !== String(sorted_keys(second))) {
    const keys = (record: object): string => `type=list str=${python_repr(Object.keys(record))}`;
    return `The two dictionaries don't have the same set of keys. First structure has keys ${keys(first)}, while second structure has keys ${keys(second)}`;
  }
  if (parts_1.length !== parts_2.length) {
    return `The two structures don't have the same number of elements. First structure: ${described(first, sequence)}. Second structure: ${described(second, sequence)}`;
  }
  for (const [i, part] of parts_1.entries()) {
    const difference = structure_difference(part, parts_2[i], composites, 'tuple');
    if (difference !== null) return difference;
  }
  return null;
}

/** An array stands for a tuple, a bare number for a float. */
function type_name(value: unknown, sequence: Sequence = 'tuple'): string {
  if (Array.isArray(value)) return sequence;
  return typeof value === 'number' ? 'float' : python_type_name(value);
}

function repr(value: unknown, sequence: Sequence = 'tuple'): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => repr(item));
    return sequence_text(items, sequence);
  }
  if (is_record(value)) return record_text(value, repr);
  if (typeof value === 'number' && Number.isInteger(value)) return `${value}.0`;
  return python_repr(value);
}

function sequence_text(items: readonly string[], sequence: Sequence): string {
  if (sequence === 'list') return `[${items.join(', ')}]`;
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
}

function record_text(record: Readonly<Record<string, unknown>>, text: (value: unknown) => string): string {
  return `{${Object.entries(record)
    .map(([key, value]) => `${python_repr(key)}: ${text(value)}`)
    .join(', ')}}`;
}

function described(value: unknown, sequence: Sequence = 'tuple'): string {
  const is_object = typeof value === 'object' && value !== null && !Array.isArray(value) && !is_record(value);
  const text = is_object || typeof value === 'string' ? String(value) : repr(value, sequence);
  return `type=${type_name(value, sequence)} str=${text}`;
}

function dotted(value: unknown, sequence: Sequence = 'tuple'): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => dotted(item));
    return sequence_text(items, sequence);
  }
  return is_record(value) ? record_text(value, dotted) : '.';
}
