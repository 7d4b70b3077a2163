/**
 * Complex numbers and their parts; of real numbers the parts are the numbers themselves, and absolute values.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {complex64, complex128, float32, float64, variant} from '../types/dtypes.ts';
import {ndarray_from} from '../types/ndarray.ts';
import {zeros_like} from './array_fill.ts';
import {reduced, reductions} from './broadcast_gradient.ts';
import {COMPLEX, REAL_PARTS} from './dtype_lists.ts';
import {define_unary} from './elementwise.ts';
import {gradient} from './gradient_registry.ts';
import {after} from './math_unary.ts';
import {op_scope} from './op_scope.ts';
import {broadcast_output, same_as_input} from './shape_functions.ts';

/** Complex numbers of their real and imaginary parts. */
export const Complex = define_op('Complex', {
  inputs: {real: 'T', imag: 'T'},
  outputs: {out: 'Tout'},
  attrs: {T: type(REAL_PARTS, float32), Tout: type(COMPLEX, complex64)},
  shape: broadcast_output,
});
gradient(Complex, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  const [x_reduction, y_reduction] = reductions(tf, x, y);
  const dx = reduced(tf, tf.real(dy), x_reduction);
  return [dx, reduced(tf, tf.imag(dy), y_reduction)];
});

function define_part(name: string) {
  return define_op(name, {
    inputs: {input: 'T'},
    outputs: {output: 'Tout'},
    attrs: {T: type(COMPLEX, complex64), Tout: type(REAL_PARTS, float32)},
    shape: same_as_input(),
  });
}

function zero(dtype: Tensor['dtype']): Tensor {
  return constant_of(ndarray_from(0, dtype), 'Const');
}

export const Real = define_part('Real');
gradient(Real, (tf, _op, dy) => [tf.complex(dy, zero(dy.dtype))]);
export const Imag = define_part('Imag');
gradient(Imag, (tf, _op, dy) => [tf.complex(zero(dy.dtype), dy)]);

export const Angle = define_part('Angle');
gradient(Angle, (tf, op, dy) => {
  const x = op.inputs[0] as Tensor;
  return [
    after(dy, () => {
      const [real_part, imaginary] = [tf.real(x), tf.imag(x)];
      const turned = tf.reciprocal(tf.complex(imaginary, real_part));
      const slope = tf.complex(dy, zero(dy.dtype));
      return slope.neg().mul(turned);
    }),
  ];
});

export const Conj = define_op('Conj', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type([complex64, complex128, variant], complex64)},
  shape: same_as_input(),
});
gradient(Conj, (tf, _op, dy) => [tf.conj(dy)]);

/** The absolute value of complex numbers. */
export const ComplexAbs = define_op('ComplexAbs', {
  inputs: {x: 'T'},
  outputs: {y: 'Tout'},
  attrs: {T: type(COMPLEX, complex64), Tout: type(REAL_PARTS, float32)},
  shape: same_as_input(),
});
gradient(ComplexAbs, (tf, op, dy) => {
  const y = op.outputs[0] as Tensor;
  const product = tf.complex(dy, tf.zeros_like(dy)).mul(op.inputs[0] as Tensor);
  return [tf.div_no_nan(product, tf.complex(y, tf.zeros_like(y)))];
});

const {bfloat16, float16, int8, int16, int32, int64} = dtypes;
export const Abs = define_unary('Abs', [bfloat16, float16, float32, float64, int8, int16, int32, int64]);
gradient(Abs, (tf, op, dy) => [dy.mul(tf.sign(op.inputs[0] as Tensor))]);

/** `tf.abs`: the absolute value, elementwise. */
export const abs = signature(['x', 'name'], function abs(x: TensorLike, name: string | null = null): Tensor {
  return op_scope(name, 'Abs', [x], (scope) => {
    const tensor = to_tensor(x, {name: 'x'});
    if (!tensor.dtype.is_complex) return apply(Abs, {x: tensor}, {}, scope).y;
    return apply(ComplexAbs, {x: tensor}, {Tout: tensor.dtype.real_dtype}, scope).y;
  });
});

/** `tf.complex`: complex numbers of their parts, both float32 or both float64. */
export const complex = signature(
  ['real', 'imag', 'name'],
  function complex(real: TensorLike, imag: TensorLike, name: string | null = null): Tensor {
    const [re, im] = [to_tensor(real, {name: 'real'}), to_tensor(imag, {name: 'imag'})];
    return op_scope(name, 'Complex', [re, im], (scope) => {
      if (re.dtype !== im.dtype || (re.dtype !== float32 && re.dtype !== float64)) {
        throw new TypeError(`real and imag have incorrect types: ${re.dtype.name} ${im.dtype.name}`);
      }
      const Tout = re.dtype === float64 ? complex128 : complex64;
      return apply(Complex, {real: re, imag: im}, {Tout}, scope).out;
    });
  },
);

/** `tf.real`: the real part; of real numbers, they themselves. */
export const real = signature(
  ['input', 'name'],
  function real(input: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Real', [input], (scope) => {
      const tensor = to_tensor(input, {name: 'input'});
      return tensor.dtype.is_complex
        ? apply(Real, {input: tensor}, {Tout: tensor.dtype.real_dtype}, scope).output
        : tensor;
    });
  },
);

/** `tf.imag`: the imaginary part; of real numbers, zeros. */
export const imag = signature(
  ['input', 'name'],
  function imag(input: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Imag', [input], (scope) => {
      const tensor = to_tensor(input, {name: 'input'});
      if (!tensor.dtype.is_complex) return zeros_like(tensor);
      return apply(Imag, {input: tensor}, {Tout: tensor.dtype.real_dtype}, scope).output;
    });
  },
);

/** `tf.math.angle`: the angle in radians to the positive real axis; of real numbers, zeros. */
export const angle = signature(
  ['input', 'name'],
  function angle(input: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Angle', [input], (scope) => {
      const tensor = to_tensor(input, {name: 'input'});
      if (!tensor.dtype.is_complex) return zeros_like(tensor);
      return apply(Angle, {input: tensor}, {Tout: tensor.dtype.real_dtype}, scope).output;
    });
  },
);

/** `tf.conj`: the complex conjugate; of real numbers, they themselves. */
export const conj = signature(
  ['x', 'name'],
  function conj(x: TensorLike, name: string | null = null): Tensor {
    if (x instanceof Tensor && (x.dtype.is_floating || x.dtype.is_integer)) return x;
    return op_scope(name, 'Conj', [x], (scope) => {
      const tensor = to_tensor(x, {name: 'x'});
      const {dtype} = tensor;
      if (dtype.is_complex || dtype === variant) return apply(Conj, {input: tensor}, {}, scope).output;
      if (dtype.is_floating || dtype.is_integer) return tensor;
      throw new TypeError(`Expected numeric or variant tensor, got dtype ${dtype.repr()}`);
    });
  },
);
