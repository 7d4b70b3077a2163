// The gradient of each op against differences of its values: what `tf.test.compute_gradient` finds both ways is the same.
import {op_definitions} from '../../src/graph/globals.ts';
import * as tf from '../../src/index.ts';
import {find_gradient} from '../../src/ops/gradient_registry.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array, type EncodedArray} from '../support/goldens.ts';
import {build_call, gradient_calls, type GradientCall} from './gradient_calls.ts';

/** Why the gradient of an op is not the slope of its values; what TensorFlow gives is compared elsewhere. */
const NO_SLOPES: Readonly<Record<string, string>> = {
  'steps are passed over as if they were a line': `FakeQuantWithMinMaxArgs FakeQuantWithMinMaxVars
    FakeQuantWithMinMaxVarsPerChannel QuantizeAndDequantize QuantizeAndDequantizeV2 QuantizeAndDequantizeV3
    QuantizeAndDequantizeV4`,
  'samples that were refused make values jump': `StatelessParameterizedTruncatedNormal StatelessRandomGammaV2
    StatelessRandomGammaV3`,
  'an input stands for what another one gives': 'FusedBatchNormGrad',
  'TensorFlow takes the gradient of the first version, whose gates stand in another order': 'BlockLSTMV2',
};

/** Ops with gradients that no recorded call was differentiated of, by reason; what the gradients build is compared in graphs. */
const NOT_CALLED: Readonly<Record<string, string>> = {
  'TensorFlow gives no gradient where the slope is zero': `ArgMax ArgMin Ceil Floor FloorDiv Rint Round TruncateDiv`,
  "TensorFlow's own gradient refuses or fails": `EagerPyFunc PreventGradient QuantizeAndDequantizeV4Grad
    SparseDenseCwiseAdd SparseSparseMaximum SparseSparseMinimum TopK`,
  'they hand values on, or call functions': `Case Enter Exit If LoopCond Merge NextIteration OptionalFromValue
    OptionalGetValue Print RefEnter RefExit RefIdentity RefMerge RefNextIteration RefSwitch StatelessCase StatelessIf
    StatelessWhile Switch While`,
  'their values are behind handles': `ReadVariableOp ResourceGather ResourceGatherNd TensorArrayConcat TensorArrayConcatV2
    TensorArrayConcatV3 TensorArrayGather TensorArrayGatherV2 TensorArrayGatherV3 TensorArrayRead TensorArrayReadV2
    TensorArrayReadV3 TensorArrayScatter TensorArrayScatterV2 TensorArrayScatterV3 TensorArraySplit TensorArraySplitV2
    TensorArraySplitV3 TensorArrayWrite TensorArrayWriteV2 TensorArrayWriteV3 TensorListConcat TensorListConcatV2
    TensorListFromTensor TensorListGather TensorListGetItem TensorListPopBack TensorListPushBack TensorListResize
    TensorListScatter TensorListScatterIntoExistingList TensorListScatterV2 TensorListSetItem TensorListSplit
    TensorListStack`,
  'the next run gives another sample': 'RandomGamma',
  'they are called in graphs only, or with more numbers than are differentiated': `AccumulateNV2 CTCLossV2
    FractionalAvgPool GRUBlockCell LSTMBlockCell`,
};

const NOT_SLOPES: ReadonlyMap<string, string> = new Map(
  Object.entries(NO_SLOPES).flatMap(([reason, ops]) => ops.split(/\s+/).map((op) => [op, reason] as const)),
);

/** The outputs that gradients go through, where it is not all: others are there for the gradient. */
const OUTPUTS: Readonly<Record<string, readonly number[]>> = {
  BlockLSTM: [1, 6],
  CTCLoss: [0],
  SoftmaxCrossEntropyWithLogits: [0],
  SparseSoftmaxCrossEntropyWithLogits: [0],
};

/** The inputs by which it is looked at, where it is not all: the boxes that are cropped end where the image does. */
const INPUTS: Readonly<Record<string, readonly number[]>> = {CropAndResize: [0]};

const size_of = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Whether there is a zero among the floats, where many functions have a bend. */
function has_zero({inputs, xs}: GradientCall): boolean {
  return xs.some((index) => (decode_array(inputs[index] as EncodedArray).data as Float64Array).includes(0));
}

/** What would rather not be: nothing to differentiate, jumps, bends, single precision, many elements. */
function preference(call: GradientCall): readonly number[] {
  const {inputs, outputs, xs, ys, attrs} = call;
  const sizes = inputs.map(({shape}) => size_of(shape));
  const dtypes = [...xs.map((index) => inputs[index]), ...ys.map((index) => outputs[index])];
  const faults = [
    sizes.includes(0),
    attrs['method'] === 'nearest',
    has_zero(call),
    dtypes.some((array) => array?.dtype !== 'float64'),
  ];
  return [...faults.map(Number), sizes.reduce((sum, size) => sum + size, 0)];
}

function chosen(calls: readonly GradientCall[]): GradientCall {
  const ordered = calls.toSorted((a, b) => {
    const [first, second] = [preference(a), preference(b)];
    const place = first.findIndex((value, i) => value !== second[i]);
    return place < 0 ? 0 : (first[place] as number) - (second[place] as number);
  });
  return ordered[0] as GradientCall;
}

/** Steps that are large against rounding, and small against what bends. */
const STEPS = {
  float64: {delta: 1e-5, rule: 'quotient'},
  float32: {delta: 1e-2, rule: 'short_quotient'},
} as const;

async function faults(call: GradientCall): Promise<string[]> {
  tf.reset_default_graph();
  const {feeds, xs, ys} = build_call(call);
  const values = new Map(feeds);
  const looked_at = INPUTS[call.op] ?? [...xs.keys()];
  const differentiated = xs.filter((_, index) => looked_at.includes(index) && call.gradients[index] !== null);
  const x_init_value = differentiated.map((x) => values.get(x) as tf.NDArray);
  const x_shape = x_init_value.map(({shape}) => shape);
  const is_double = [...differentiated, ...ys].every(({dtype}) => dtype === tf.float64);
  const {delta, rule} = STEPS[is_double ? 'float64' : 'float32'];
  const options = {x_init_value, delta, extra_feed_dict: feeds};
  const found: string[] = [];
  await tf.Session({config: {backend: 'js'}}).use(async (sess) => {
    for (const k of OUTPUTS[call.op] ?? ys.keys()) {
      const y = ys[k] as tf.Tensor;
      const {shape} = tf.NDArray.from(await sess.run(y, feeds), y.dtype);
      const all = await tf.test.compute_gradient(differentiated, x_shape, y, shape, options);
      all.forEach(([theoretical, numeric], i) => {
        const differences = array_differences(theoretical, numeric, rule);
        found.push(...differences.map((text) => `output ${k} by ${i}${text}`));
      });
    }
  });
  return found;
}

test('only ops with gradients are left out', () => {
  const known = new Set(gradient_calls().map(([op]) => op));
  const left_out = [...NOT_SLOPES.keys(), ...Object.keys(OUTPUTS), ...Object.keys(INPUTS)];
  expect(left_out.filter((op) => !known.has(op))).toEqual([]);
});

test('every op with a gradient is called, or says why not', () => {
  const called = new Set(gradient_calls().map(([op]) => op));
  const differentiable = [...op_definitions.value.keys()].filter((op) => find_gradient(op));
  const left_out = Object.values(NOT_CALLED).flatMap((ops) => ops.split(/\s+/));
  expect(differentiable.filter((op) => !called.has(op)).toSorted()).toEqual(left_out.toSorted());
});

describe('Values change as the gradient says through', () => {
  const slopes = gradient_calls().filter(([op]) => !NOT_SLOPES.has(op));
  test.each(slopes)('%s', async (_op, calls) => {
    expect(await faults(chosen(calls))).toEqual([]);
  });
});
