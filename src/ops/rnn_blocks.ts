/**
 * Recurrent cells as single nodes, one step or all steps of a sequence, with their gradients.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, float, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {gradient} from './gradient_registry.ts';
import {BiasAddGrad} from './nn_bias.ts';
import {with_rank} from './shape_functions.ts';

const T = type([float16, float32]);
const weights = {w: 'T', wci: 'T', wcf: 'T', wco: 'T', b: 'T'} as const;
const states = {cs_prev: 'T', h_prev: 'T'} as const;
const gates = {i: 'T', cs: 'T', f: 'T', o: 'T', ci: 'T', co: 'T', h: 'T'} as const;

/** [time, batch, cells] for each output; the bias has four numbers a cell. */
const sequence_shape: ShapeFunction = ({shapes, output_count}) => {
  const x = with_rank(shapes[1] as TensorShape, 3);
  const bias = with_rank(shapes.at(-1) as TensorShape, 1)[0] ?? null;
  if (bias !== null && bias % 4 !== 0)
    throw new ShapeError(`Dimension size must be evenly divisible by 4 but is ${bias}`);
  const shape = new TensorShape([x[0] ?? null, x[1] ?? null, bias === null ? null : bias / 4]);
  return Array.from({length: output_count}, () => shape);
};

const sequence = {seq_len_max: 'int64', x: 'T', ...states, ...weights} as const;

/** All steps of a long short-term memory: gates in the order i, ci, f, o. */
export const BlockLSTM = define_op('BlockLSTM', {
  inputs: sequence,
  outputs: gates,
  attrs: {forget_bias: float(1), cell_clip: float(3), use_peephole: bool(false), T},
  shape: sequence_shape,
});
/** The same without a bias of its own, gates in the order i, f, ci, o. */
export const BlockLSTMV2 = define_op('BlockLSTMV2', {
  inputs: sequence,
  outputs: gates,
  attrs: {cell_clip: float(0), use_peephole: bool(false), T},
  shape: sequence_shape,
});

const sequence_gradients = {
  x_grad: 'T',
  cs_prev_grad: 'T',
  h_prev_grad: 'T',
  w_grad: 'T',
  wci_grad: 'T',
  wcf_grad: 'T',
  wco_grad: 'T',
  b_grad: 'T',
} as const;
const RANKS = [3, 2, 2, 2, 1, 1, 1, 1];
const sequence_gradient = {
  inputs: {...sequence, ...gates, cs_grad: 'T', h_grad: 'T'},
  outputs: sequence_gradients,
  attrs: {use_peephole: bool(), T},
  shape: (({shapes}) =>
    RANKS.map((rank, index) => with_rank(shapes[index + 1] as TensorShape, rank))) as ShapeFunction,
} as const;

export const BlockLSTMGrad = define_op('BlockLSTMGrad', sequence_gradient);
export const BlockLSTMGradV2 = define_op('BlockLSTMGradV2', sequence_gradient);

/** Both versions' gradient is the first one's, as in TensorFlow. */
gradient([BlockLSTM, BlockLSTMV2], (_tf, op, ...grads) => {
  const [seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b] = op.inputs as Nine;
  const [i, cs, f, o, ci, co, h] = op.outputs as Seven;
  const inputs = {
    seq_len_max,
    x,
    cs_prev,
    h_prev,
    w,
    wci,
    wcf,
    wco,
    b,
    i,
    cs,
    f,
    o,
    ci,
    co,
    h,
    cs_grad: grads[1] as Tensor,
    h_grad: grads[6] as Tensor,
  };
  const use_peephole = op.get_attr<boolean>('use_peephole');
  return [null, ...apply(BlockLSTMGrad, inputs, {use_peephole}).operation.outputs];
});

type Six = [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
type Seven = [...Six, Tensor];
type Eight = [...Seven, Tensor];
type Nine = [...Eight, Tensor];

/** One step of a long short-term memory. */
export const LSTMBlockCell = define_op('LSTMBlockCell', {
  inputs: {x: 'T', ...states, ...weights},
  outputs: gates,
  attrs: {forget_bias: float(1), cell_clip: float(3), use_peephole: bool(false), T},
  shape: ({shapes, output_count}) => {
    const x = with_rank(shapes[0] as TensorShape, 2);
    const cells = with_rank(shapes[1] as TensorShape, 2);
    const shape = new TensorShape([x[0] ?? null, cells[1] ?? null]);
    return Array.from({length: output_count}, () => shape);
  },
});
export const LSTMBlockCellGrad = define_op('LSTMBlockCellGrad', {
  inputs: {
    x: 'T',
    ...states,
    ...weights,
    i: 'T',
    cs: 'T',
    f: 'T',
    o: 'T',
    ci: 'T',
    co: 'T',
    cs_grad: 'T',
    h_grad: 'T',
  },
  outputs: {cs_prev_grad: 'T', dicfo: 'T', wci_grad: 'T', wcf_grad: 'T', wco_grad: 'T'},
  attrs: {use_peephole: bool(), T},
  shape: ({shapes}) => {
    const batch = with_rank(shapes[0] as TensorShape, 2)[0] ?? null;
    const cells = with_rank(shapes[1] as TensorShape, 2)[1] ?? null;
    const vector = new TensorShape([cells]);
    const all_gates = new TensorShape([batch, cells === null ? null : 4 * cells]);
    return [new TensorShape([batch, cells]), all_gates, vector, vector, vector];
  },
});

/** A size that the gradient has to know. Throws `ValueError`. */
function known_size(tensor: Tensor, name: string, size_name: string): number {
  const size = tensor.shape.with_rank(2).as_list()[1] ?? null;
  if (size === null) throw new ValueError(`${size_name} from \`${name}\` should not be None.`);
  return size;
}

function lstm_cell_gradients(op: Operation, grads: readonly Tensor[]) {
  const [x, cs_prev, h_prev, w, wci, wcf, wco, b] = op.inputs as Eight;
  const [i, cs, f, o, ci, co] = op.outputs as Six;
  const [cs_grad, h_grad] = [grads[1] as Tensor, grads[6] as Tensor];
  const inputs = {x, cs_prev, h_prev, w, wci, wcf, wco, b, i, cs, f, o, ci, co, cs_grad, h_grad};
  return apply(LSTMBlockCellGrad, inputs, {use_peephole: op.get_attr<boolean>('use_peephole')});
}

gradient(LSTMBlockCell, (tf, op, ...grads) => {
  const [x, cs_prev, h_prev, w] = op.inputs as Eight;
  const batch = BigInt(x.shape.with_rank(2).as_list()[0] ?? -1);
  const input_size = BigInt(known_size(x, 'x', 'input_size'));
  const cell_size = BigInt(known_size(cs_prev, 'cs_prev', 'cell_size'));
  const {cs_prev_grad, dicfo, wci_grad, wcf_grad, wco_grad} = lstm_cell_gradients(op, grads);
  const xh_grad = tf.matmul(dicfo, w, {transpose_b: true});
  const x_grad = tf.slice(xh_grad, [0n, 0n], [batch, input_size]);
  const h_prev_grad = tf.slice(xh_grad, [0n, input_size], [batch, cell_size]);
  const w_grad = tf.matmul(tf.concat([x, h_prev], 1), dicfo, {transpose_a: true});
  const b_grad = apply(BiasAddGrad, {out_backprop: dicfo}, {}).output;
  return [x_grad, cs_prev_grad, h_prev_grad, w_grad, wci_grad, wcf_grad, wco_grad, b_grad];
});

const gru_inputs = {x: 'T', h_prev: 'T', w_ru: 'T', w_c: 'T', b_ru: 'T', b_c: 'T'} as const;

/** One step of a gated recurrent unit. */
export const GRUBlockCell = define_op('GRUBlockCell', {
  inputs: gru_inputs,
  outputs: {r: 'T', u: 'T', c: 'T', h: 'T'},
  attrs: {T: type([float32])},
  shape: ({shapes, output_count}) => {
    const x = with_rank(shapes[0] as TensorShape, 2);
    const h_prev = with_rank(shapes[1] as TensorShape, 2);
    const shape = new TensorShape([x[0] ?? null, h_prev[1] ?? null]);
    return Array.from({length: output_count}, () => shape);
  },
});
export const GRUBlockCellGrad = define_op('GRUBlockCellGrad', {
  inputs: {...gru_inputs, r: 'T', u: 'T', c: 'T', d_h: 'T'},
  outputs: {d_x: 'T', d_h_prev: 'T', d_c_bar: 'T', d_r_bar_u_bar: 'T'},
  attrs: {T: type([float32])},
  shape: ({shapes}) => {
    const x = with_rank(shapes[0] as TensorShape, 2);
    const h_prev = with_rank(shapes[1] as TensorShape, 2);
    const w_ru = with_rank(shapes[2] as TensorShape, 2);
    const cells = new TensorShape([x[0] ?? null, h_prev[1] ?? null]);
    return [x, cells, cells, new TensorShape([x[0] ?? null, w_ru[1] ?? null])];
  },
});
gradient(GRUBlockCell, (tf, op, ...grads) => {
  const [x, h_prev, w_ru, w_c, b_ru, b_c] = op.inputs as Six;
  const [r, u, c] = op.outputs as [Tensor, Tensor, Tensor];
  const inputs = {x, h_prev, w_ru, w_c, b_ru, b_c, r, u, c, d_h: grads[3] as Tensor};
  const {d_x, d_h_prev, d_c_bar, d_r_bar_u_bar} = apply(GRUBlockCellGrad, inputs, {});
  const d_w_ru = tf.matmul(tf.concat([x, h_prev], 1), d_r_bar_u_bar, {transpose_a: true});
  const d_b_ru = apply(BiasAddGrad, {out_backprop: d_r_bar_u_bar}, {}).output;
  const x_h_prevr = tf.concat([x, h_prev.mul(r)], 1);
  const d_w_c = tf.matmul(x_h_prevr, d_c_bar, {transpose_a: true});
  const d_b_c = apply(BiasAddGrad, {out_backprop: d_c_bar}, {}).output;
  return [d_x, d_h_prev, d_w_ru, d_w_c, d_b_ru, d_b_c];
});
