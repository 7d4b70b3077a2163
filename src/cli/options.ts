/**
 * Options of a command line: declared as data, read from arguments, described by `--help`. Knows nothing of
 * what they are for.
 */
import {ValueError} from '../types/python_errors.ts';

/** One option: its default says its type. */
export interface OptionDeclaration<T extends string | number | boolean | null> {
  readonly default: T;
  readonly help: string;
  /** What stands for the value in the help, as `N` or `PATH`. */
  readonly value?: string;
  readonly check?: (value: T) => boolean;
}

export type OptionDeclarations = Readonly<
  Record<string, OptionDeclaration<string | number | boolean | null>>
>;
/** Values by name with underscores for dashes. */
export type OptionValues<D extends OptionDeclarations> = {
  readonly [K in keyof D]: D[K] extends OptionDeclaration<infer T>
    ? T extends number
      ? number
      : T extends boolean
        ? boolean
        : T extends string
          ? string
          : string | null
    : never;
};

function dashed(name: string): string {
  return `--${name.replaceAll('_', '-')}`;
}

function converted(
  name: string,
  declaration: OptionDeclaration<string | number | boolean | null>,
  text: string,
): string | number {
  const value = typeof declaration.default === 'number' ? Number(text) : text;
  const valid = typeof value !== 'number' || Number.isSafeInteger(value);
  if (!valid || declaration.check?.(value) === false) {
    throw new ValueError(`${dashed(name)} cannot be '${text}': ${declaration.help}`);
  }
  return value;
}

/** Reads arguments. Throws `ValueError` for an unknown option or a value that does not fit. */
export function parse_options<const D extends OptionDeclarations>(
  declarations: D,
  args: readonly string[],
): OptionValues<D> {
  const values: Record<string, string | number | boolean | null> = {};
  for (const [name, declaration] of Object.entries(declarations)) values[name] = declaration.default;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [flag, given] = arg.split(/=(.*)/s) as [string, string | undefined];
    const name = Object.keys(declarations).find((candidate) => dashed(candidate) === flag);
    if (name === undefined)
      throw new ValueError(`There is no option '${arg}'; --help shows those there are.`);
    const declaration = declarations[name] as OptionDeclaration<string | number | boolean | null>;
    if (typeof declaration.default === 'boolean') {
      values[name] = true;
      continue;
    }
    const text = given ?? rest.shift();
    if (text === undefined) throw new ValueError(`${flag} needs a value: ${declaration.help}`);
    values[name] = converted(name, declaration, text);
  }
  return values as OptionValues<D>;
}

/** What `--help` prints. */
export function describe_options(usage: string, declarations: OptionDeclarations): string {
  const rows = Object.entries(declarations).map(([name, declaration]) => {
    const value = typeof declaration.default === 'boolean' ? '' : ` ${declaration.value ?? 'N'}`;
    const shown =
      declaration.default === null || typeof declaration.default === 'boolean'
        ? ''
        : ` (${declaration.default})`;
    return [`  ${dashed(name)}${value}`, `${declaration.help}${shown}`] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [usage, '', ...rows.map(([left, right]) => left.padEnd(width) + right)].join('\n');
}
