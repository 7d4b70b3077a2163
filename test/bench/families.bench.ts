// The kernels of `js` against those of tfjs-cpu, a family of ops a line: one call an op on the same arrays.
import * as tfjs from '@tensorflow/tfjs-core';
import * as tf from 'tf1';
import {js_backend} from 'tf1/backends/js';
import type {Backend} from 'tf1/backends/kernels';
import {ARRAY_ROWS} from './families/array.ts';
import {MATH_ROWS} from './families/math.ts';
import type {FamilyRow, RowInput} from './families/row.ts';
import {WINDOW_ROWS} from './families/windows.ts';
import type {Running, Survey} from './workload.ts';

type Program = Parameters<Backend['compile']>[0];

/** A program of the session and what it was given. */
interface Call {
  readonly program: Program;
  readonly inputs: readonly tf.NDArray[];
}

/** The reference backend; notes what it computes. */
function noting_backend(calls: Call[]): Backend<tf.NDArray> {
  return {
    ...js_backend,
    compile: async (program) => {
      const executable = await js_backend.compile(program);
      return {
        ...executable,
        run: (inputs, pause) => {
          calls.push({program, inputs: [...inputs]});
          return executable.run(inputs, pause);
        },
      };
    },
  };
}

function is_array(input: RowInput): input is tf.NDArray {
  return input instanceof tf.NDArray;
}

function is_list_of_arrays(input: RowInput): input is readonly tf.NDArray[] {
  return Array.isArray(input) && input.every((item) => item instanceof tf.NDArray);
}

/** The node of a row and what is fed to it. */
function build({op, inputs, attrs = {}}: FamilyRow): {fetch: tf.Tensor; feeds: [tf.Tensor, tf.NDArray][]} {
  const feeds: [tf.Tensor, tf.NDArray][] = [];
  const fed = (array: tf.NDArray): tf.Tensor => {
    const placeholder = tf.placeholder(array.dtype, array.shape);
    feeds.push([placeholder, array]);
    return placeholder;
  };
  const given = inputs.map((input) => {
    if (is_array(input)) return fed(input);
    return is_list_of_arrays(input) ? input.map(fed) : tf.constant(input, 'int32');
  });
  const raw_op = tf.raw_ops[op as keyof typeof tf.raw_ops] as (...values: unknown[]) => unknown;
  const result = raw_op(...given, tf.kwargs({...attrs}));
  return {fetch: (Array.isArray(result) ? (result as unknown[]).flat()[0] : result) as tf.Tensor, feeds};
}

/** The program that a session has `js` compute for a row, ready to run again and again. */
async function own_call(row: FamilyRow): Promise<Running> {
  const calls: Call[] = [];
  const graph = new tf.Graph();
  const {fetch, feeds} = graph.as_default(() => build(row));
  const sess = tf.Session({graph, config: {backend: noting_backend(calls)}});
  await sess.run(fetch, {feed_dict: feeds});
  const call = calls.find(({program}) => program.steps.some((step) => step.op === row.op));
  if (call === undefined) throw new Error(`${row.op}: no program has it`);
  const parameters = call.program.parameters.map((parameter) => ({...parameter, donated: false}));
  const executable = await js_backend.compile({...call.program, parameters});
  const inputs = call.inputs.map((array) => js_backend.upload(array));
  await sess.close();
  return {step: () => void executable.run(inputs)};
}

function their_tensor(array: tf.NDArray): tfjs.Tensor {
  const shape = [...array.shape];
  if (array.dtype.name !== 'complex64')
    return tfjs.tensor(array.data as Float32Array, shape, array.dtype.name as 'float32' | 'int32' | 'bool');
  const data = array.data as Float32Array;
  return tfjs.complex(
    tfjs.tensor(
      data.filter((_, i) => i % 2 === 0),
      shape,
    ),
    tfjs.tensor(
      data.filter((_, i) => i % 2 === 1),
      shape,
    ),
  );
}

function their_inputs({inputs, tfjs: {names, more = {}}}: FamilyRow): object {
  if (names === null) return (inputs[0] as readonly tf.NDArray[]).map(their_tensor);
  const named = names.flatMap((name, i) => (name === '' ? [] : [[name, inputs[i] as tf.NDArray] as const]));
  return Object.fromEntries(
    [...named, ...Object.entries(more)].map(([name, array]) => [name, their_tensor(array)]),
  );
}

/** The same by tfjs's kernel, called without its tape. */
async function their_call(row: FamilyRow): Promise<Running> {
  // Without the checks of a development build, and what is printed beside them.
  tfjs.env().set('PROD', true);
  await import('@tensorflow/tfjs-backend-cpu');
  await tfjs.setBackend('cpu');
  const {kernel, attrs = {}} = row.tfjs;
  const config = tfjs.getKernel(kernel, 'cpu');
  if (config === undefined) throw new Error(`tfjs-cpu has no kernel ${kernel}`);
  const backend = tfjs.backend();
  const inputs = their_inputs(row) as tfjs.NamedTensorInfoMap;
  return {
    step: () => {
      const outputs = config.kernelFunc({inputs, backend, attrs: attrs as tfjs.NamedAttrMap});
      for (const {dataId} of Array.isArray(outputs) ? outputs : [outputs]) backend.disposeData(dataId);
    },
  };
}

const survey: Survey = {
  name: 'families of ops, js against tfjs-cpu',
  contenders: ['js', 'tfjs-cpu'],
  limit: 2,
  rows: [...MATH_ROWS, ...ARRAY_ROWS, ...WINDOW_ROWS].map((row) => ({
    group: row.family,
    name: row.what === undefined ? row.op : `${row.op} (${row.what})`,
    start: () => Promise.all([own_call(row), their_call(row)]),
  })),
};

export default [survey];
