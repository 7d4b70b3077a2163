// Trains a graph of `graphs/` as its recording did, and gives what is compared: losses, variables, evaluations.
import * as tf from 'tf1';
import {golden_json, type ArrayFacts, type EncodedArray} from './goldens.ts';
import {fixed_batch} from './fixed_batches.ts';

interface Evaluation {
  readonly step: number;
  readonly loss: number;
  readonly accuracy?: number;
  readonly logits?: EncodedArray & ArrayFacts;
}

/** What a recording of a training holds; see test/oracle/README.md. */
export interface RecordedTraining {
  readonly seed: number;
  readonly batch_size: number;
  readonly steps: number;
  readonly initial: Readonly<Record<string, ArrayFacts>>;
  readonly final: Readonly<Record<string, ArrayFacts>>;
  readonly losses: readonly number[];
  readonly initial_evaluation: Evaluation;
  readonly final_evaluation: Evaluation;
  readonly without_update_ops?: {
    readonly steps: number;
    readonly losses: readonly number[];
    readonly moving: Readonly<Record<string, ArrayFacts>>;
  };
}

/** What `build` of a graph gives, as far as all of them do. */
export interface BuiltNetwork {
  readonly X: tf.Tensor;
  readonly y: tf.Tensor;
  readonly training?: tf.Tensor;
  readonly is_training?: tf.Tensor;
  readonly loss: tf.Tensor;
  readonly accuracy?: tf.Tensor;
  readonly training_op: tf.Operation;
  readonly extra_update_ops?: readonly tf.Operation[];
  readonly init: tf.Operation;
}

export function recorded_training(name: string): RecordedTraining {
  return golden_json<RecordedTraining>(`graphs/${name}/golden/training.json`);
}

/** Builds a graph of `graphs/` in the default graph. */
export async function build_network(name: string): Promise<BuiltNetwork> {
  const module = (await import(`../../graphs/${name}/graph.ts`)) as {build: () => BuiltNetwork};
  return module.build();
}

/** The feeds of one step. */
export function feeds(
  network: BuiltNetwork,
  step: number,
  training: boolean,
  rows = 50,
): [tf.Tensor, unknown][] {
  const {images, labels} = fixed_batch(step, rows);
  const phase = network.training ?? network.is_training;
  return [
    [network.X, images],
    [network.y, labels],
    ...(phase ? ([[phase, training]] as [tf.Tensor, unknown][]) : []),
  ];
}

/** Trains, and gives each step's loss before its change of the weights. */
export async function train(
  sess: tf.Session,
  network: BuiltNetwork,
  {steps, first = 0, with_updates = true}: {steps: number; first?: number; with_updates?: boolean},
): Promise<number[]> {
  const losses: number[] = [];
  const updates = with_updates ? (network.extra_update_ops ?? []) : [];
  for (let step = first; step < first + steps; step++) {
    const feed_dict = feeds(network, step, true);
    const [, , loss] = await sess.run([network.training_op, updates, network.loss], {feed_dict});
    losses.push(Number(loss));
  }
  return losses;
}

/** The values of variables by name, without the number of their output. */
export async function variable_values(sess: tf.Session): Promise<Record<string, tf.NDArray>> {
  const values: Record<string, tf.NDArray> = {};
  for (const variable of tf.global_variables()) {
    const value = await sess.run(variable);
    values[variable.op.name] = tf.NDArray.from(value, variable.dtype.base_dtype);
  }
  return values;
}
