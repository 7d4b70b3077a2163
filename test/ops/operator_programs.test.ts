// Operators and subscripts on tensors: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

function sequence(count: number): number[] {
  return Array.from({length: count}, (_, i) => i);
}

function with_numbers(a: tf.Tensor, i: tf.Tensor): tf.Tensor[] {
  return [
    a.radd(1),
    a.rsub(1),
    a.rmul(2),
    a.rtruediv(2),
    a.rfloordiv(9),
    a.rmod(9),
    a.rpow(2),
    a.add(1),
    a.sub(1),
    a.mul(2),
    i.truediv(2),
    i.floordiv(2),
    i.rsub(3),
    i.rtruediv(7),
  ];
}

test_programs({
  operators: () => {
    const a = tf.constant([4, 7], tf.float32, {name: 'a'});
    const b = tf.constant([2, 3], tf.float32, {name: 'b'});
    const i = tf.constant([7n, -7n], {name: 'i'});
    const j = tf.constant([2n, 2n], {name: 'j'});
    const p = tf.constant([true, false], {name: 'p'});
    const q = tf.constant([true, true], {name: 'q'});
    const m = tf.constant(
      [
        [1, 2],
        [3, 4],
      ],
      {name: 'm'},
    );
    const run = [
      a.add(b),
      a.sub(b),
      a.mul(b),
      a.truediv(b),
      a.floordiv(b),
      a.mod(b),
      a.pow(b),
      a.neg(),
      a.abs(),
      a.less(b),
      a.less_equal(b),
      a.greater(b),
      a.greater_equal(b),
      i.add(j),
      i.sub(j),
      i.mul(j),
      i.truediv(j),
      i.floordiv(j),
      i.mod(j),
      i.pow(j),
      i.neg(),
      i.abs(),
      i.less(j),
      p.and(q),
      p.or(q),
      p.xor(q),
      p.invert(),
      ...with_numbers(a, i),
      m.matmul(m),
      a.div(b),
      i.div(j),
      a.rdiv(2),
      p.and(true),
      p.ror(true),
    ];
    return {run};
  },

  operators_indexing: () => {
    const values = tf.NDArray.from(sequence(24), tf.float32).reshape([2, 3, 4]);
    const x = tf.constant(values, {name: 'x'});
    const k = tf.constant(1n, {name: 'k'});
    const run = [
      x.getitem(0),
      x.getitem(-1),
      x.getitem(':', 1),
      x.getitem('...', 0),
      x.getitem(0, 1, 2),
      x.getitem(':', ':-1'),
      x.getitem(':', '::2'),
      x.getitem(':', '::-1'),
      x.getitem(':', null),
      x.getitem('...', null),
      x.getitem('0:1', '1:', ':3'),
      x.getitem(k),
      x.getitem([k, null], [0, k]),
      x.getitem(':'),
      x.getitem('1:0'),
      x.getitem(0, '...', '2:'),
      x.getitem(':', null, 0, null),
      x.getitem([tf.constant(0n), 2, 2]),
    ];
    return {run};
  },
});
