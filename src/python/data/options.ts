/**
 * `tf.data.Options`: how the pipeline of a dataset is optimized, where something is said. Knows no datasets.
 */
import {AttributeError} from '../../types/python_errors.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';

/** `tf.data.experimental.OptimizationOptions`; what is null is as TensorFlow decides. */
class OptimizationOptionsClass {
  apply_default_optimizations: boolean | null = null;
  autotune: boolean | null = null;
  autotune_cpu_budget: number | null = null;
  filter_fusion: boolean | null = null;
  hoist_random_uniform: boolean | null = null;
  map_and_batch_fusion: boolean | null = null;
  map_and_filter_fusion: boolean | null = null;
  map_fusion: boolean | null = null;
  map_parallelization: boolean | null = null;
  noop_elimination: boolean | null = null;
  parallel_batch: boolean | null = null;
  shuffle_and_repeat_fusion: boolean | null = null;

  constructor() {
    Object.seal(this);
  }
}

export type OptimizationOptions = OptimizationOptionsClass;
export const OptimizationOptions = public_class([], OptimizationOptionsClass);

const SWITCHES = [
  'filter_fusion',
  'hoist_random_uniform',
  'map_and_batch_fusion',
  'map_and_filter_fusion',
  'map_parallelization',
  'map_fusion',
  'noop_elimination',
  'parallel_batch',
  'shuffle_and_repeat_fusion',
] as const;
const DEFAULT_ONES: ReadonlySet<string> = new Set([
  'map_and_batch_fusion',
  'noop_elimination',
  'shuffle_and_repeat_fusion',
]);

/** `tf.data.Options()`. Throws `AttributeError` for an option that there is not. */
class OptionsClass {
  experimental_deterministic: boolean | null = null;
  experimental_optimization: OptimizationOptionsClass = new OptimizationOptionsClass();
  experimental_slack: boolean | null = null;

  constructor() {
    Object.seal(this);
    return new Proxy(this, {
      set: (target, name, value) => {
        if (!(name in target)) {
          throw new AttributeError(`Cannot set the property ${String(name)} on Options.`);
        }
        return Reflect.set(target, name, value);
      },
    });
  }

  /** These options, and those of `options` where it says something. */
  merge(...args: Arguments<['options'], [options: OptionsClass]>): OptionsClass;
  merge(options: OptionsClass): OptionsClass {
    const merged = new OptionsClass();
    for (const each of [this, options]) {
      for (const name of ['experimental_deterministic', 'experimental_slack'] as const)
        merged[name] = each[name] ?? merged[name];
      const [to, from] = [merged.experimental_optimization, each.experimental_optimization] as const;
      const given = Object.entries(from).filter(([, value]) => value !== null);
      Object.assign(to, Object.fromEntries(given));
    }
    return merged;
  }
}

define_methods(OptionsClass, {merge: ['options']});

export type DatasetOptions = OptionsClass;
export const Options = public_class([], OptionsClass);

/** Names of the rewritings that TensorFlow does before it runs a pipeline. */
export function static_optimizations(options: DatasetOptions): string[] {
  const {experimental_optimization, experimental_deterministic, experimental_slack} = options;
  const by_default = experimental_optimization.apply_default_optimizations !== false;
  const names = SWITCHES.filter((name) => {
    const said = experimental_optimization[name];
    return said === true || (said === null && by_default && DEFAULT_ONES.has(name));
  });
  return [
    ...names.toSorted(),
    ...(experimental_deterministic === false ? ['make_sloppy'] : []),
    ...(experimental_slack === true ? ['slack'] : []),
  ];
}
