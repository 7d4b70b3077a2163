/**
 * Parameter lists as data: read off names, function and options once, then carried by the wrapped callable. Knows
 * nothing of arguments.
 */
import type {ParameterData, SignatureOptions} from './signature_types.ts';

/** A parameter list, prepared for fast binding. */
export interface Layout {
  readonly name: string;
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  /** How many parameters may be given by position, without `*args`. */
  readonly positional: number;
  readonly required: readonly boolean[];
  readonly required_positional: number;
  readonly rest: number;
  readonly keywords: number;
  /** Whether positional arguments alone can be handed on as they stand. */
  readonly direct: boolean;
  /** 1 where messages count a `self`. */
  readonly self: number;
  readonly dictionaries: ReadonlyMap<number, (value: object) => boolean>;
}

const any_record = (): boolean => true;

function dictionary_places(options: SignatureOptions, places: ReadonlyMap<string, number>) {
  const marked = options.dictionary_parameters ?? [];
  const entries: [string, (value: object) => boolean][] = is_list(marked)
    ? marked.map((name) => [name, any_record])
    : Object.entries(marked);
  return new Map(entries.map(([name, takes]) => [place_of(places, name), takes]));
}

function is_list(value: readonly string[] | object): value is readonly string[] {
  return Array.isArray(value);
}

function place_of(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name);
  if (place === undefined) throw new TypeError(`signature: there is no parameter '${name}'`);
  return place;
}

function unique_places(names: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map(names.map((name, place) => [name, place]));
  if (places.size !== names.length)
    throw new TypeError(`signature: a parameter is named twice: ${names.join(', ')}`);
  return places;
}

/** What a function tells of itself: `length` counts its parameters before the first default. */
interface Described {
  readonly name: string;
  readonly length: number;
}

/** The layout of `f`: its parameters before the first default are required. */
export function layout_of(names: readonly string[], f: Described, options: SignatureOptions): Layout {
  const places = unique_places(names);
  const optional_place = (name: string | undefined) => (name === undefined ? -1 : place_of(places, name));
  const rest = optional_place(options.rest);
  const keywords = optional_place(options.keywords);
  if (keywords >= 0 && keywords !== names.length - 1)
    throw new TypeError(`signature: '${String(options.keywords)}' must be the last name`);
  const keyword_only = (options.keyword_only ?? []).map((name) => place_of(places, name));
  const positional = Math.min(...[rest, keywords, ...keyword_only].filter((p) => p >= 0), names.length);
  const required_keywords = options.required_keywords ?? [];
  const required = names.map(
    (name, place) =>
      place !== rest && place !== keywords && (place < f.length || required_keywords.includes(name)),
  );
  return {
    name: options.name ?? f.name,
    names,
    places,
    positional,
    required,
    required_positional: required.slice(0, positional).lastIndexOf(true) + 1,
    rest,
    keywords,
    direct: rest < 0 && keywords < 0 && !required.includes(true, positional),
    self: options.has_self === true ? 1 : 0,
    dictionaries: dictionary_places(options, places),
  };
}

/** The parameters as documents and tests read them. */
export function parameters_of(layout: Layout, options: SignatureOptions): readonly ParameterData[] {
  const integers = new Set(options.integer_parameters ?? []);
  for (const name of integers) place_of(layout.places, name);
  return layout.names.map((name, place) => ({
    name,
    kind:
      place === layout.rest
        ? 'rest'
        : place === layout.keywords
          ? 'keywords'
          : place < layout.positional
            ? 'positional'
            : 'keyword_only',
    optional: layout.required[place] !== true,
    integer: integers.has(name),
    dictionary: layout.dictionaries.has(place),
  }));
}

const layouts = new WeakMap<object, Layout>();
const all_parameters = new WeakMap<object, readonly ParameterData[]>();

/** The layout of a callable made by `signature` and its like; of a callable object, that of its `__call__`. */
export function find_layout(callable: object): Layout | undefined {
  const own = layouts.get(callable);
  if (own !== undefined || !('__call__' in callable)) return own;
  const {__call__: call} = callable;
  return typeof call === 'function' ? layouts.get(call) : undefined;
}

/** Puts name, parameters and layout on a wrapper. */
export function describe_callable(
  wrapper: object,
  layout: Layout,
  parameters: readonly ParameterData[],
): void {
  layouts.set(wrapper, layout);
  all_parameters.set(wrapper, parameters);
  const show = (name: string, value: unknown) =>
    Object.defineProperty(wrapper, name, {value, configurable: true});
  show('name', layout.name);
  show('function_name', layout.name);
  show('parameters', parameters);
}

/** The parameters of `callable` but the first `given`. */
export function remaining_parameters(callable: object, given: number): readonly ParameterData[] {
  return (all_parameters.get(callable) ?? []).slice(given);
}
