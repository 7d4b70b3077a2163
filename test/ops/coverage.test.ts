// Nothing of what TensorFlow runs on a CPU is left unproven without a word: each op has a statement, a place that runs it, two
// recorded rows, each value of its enumerated attributes and each dtype of its kernels; or it is refused, or listed here.
import {find_table_op} from '../../src/graph/op_table.ts';
import {REFUSED_GROUPS} from '../../src/graph/refused_ops.ts';
import '../../src/ops/builders.ts';
import {find_gradient} from '../../src/ops/gradient_registry.ts';
import {op_gaps, recorded_ops, type OpGaps} from '../support/op_coverage.ts';
import {place_of} from '../support/op_places.ts';

/** What cannot be recorded, by op, with the reason. */
const EXCEPTIONS: Readonly<Record<string, {readonly gaps: string; readonly because: string}>> = {
  DrawBoundingBoxes: {gaps: 'T=float16', because: 'TensorFlow ends the process'},
  DrawBoundingBoxesV2: {gaps: 'T=float16', because: 'TensorFlow ends the process'},
  FusedBatchNorm: {gaps: 'data_format=NCHW', because: 'TensorFlow refuses it on a CPU'},
  FusedBatchNormGrad: {gaps: 'data_format=NCHW', because: 'TensorFlow ends the process'},
  FusedBatchNormGradV2: {gaps: 'data_format=NCHW', because: 'TensorFlow ends the process'},
  FusedBatchNormGradV3: {gaps: 'data_format=NCHW', because: 'TensorFlow ends the process'},
  FusedBatchNormV2: {gaps: 'data_format=NCHW', because: 'TensorFlow refuses it on a CPU'},
  FusedBatchNormV3: {gaps: 'data_format=NCHW', because: 'TensorFlow refuses it on a CPU'},
  TensorStridedSliceUpdate: {gaps: 'T=uint32 T=uint64', because: 'the kernel says that it has none'},
  UnicodeDecodeWithOffsets: {gaps: 'Tsplits=int32', because: 'it ends TensorFlow 1.15'},
  Where: {gaps: 'T=float16', because: 'the kernel says that it has none'},
};

/** Ops that nothing runs yet, by family. An op that is built leaves the list; none comes to it. */
const NOT_BUILT: Readonly<Record<string, string>> = {};

function text_of({definition, place, rows, values, dtypes}: OpGaps): string {
  const parts = [
    ...(definition ? ['definition'] : []),
    ...(place ? ['kernel'] : []),
    ...(rows > 0 ? [`${rows} rows`] : []),
    ...values,
    ...dtypes,
  ];
  return parts.join(' ');
}

test('every op is proven, or refused, or says why not', () => {
  const waiting = new Set(Object.values(NOT_BUILT).flatMap((ops) => ops.split(/\s+/)));
  const all_gaps = op_gaps();
  const is_waiting = ({op}: OpGaps): boolean => waiting.has(op);
  expect(all_gaps.filter((one) => is_waiting(one) && text_of(one) === '').map(({op}) => op)).toEqual([]);
  const gaps = all_gaps
    .filter(({op}) => !waiting.has(op))
    .map((one) => [one.op, text_of(one)] as const)
    .filter(([, text]) => text !== '');
  const expected = Object.entries(EXCEPTIONS).map(([op, {gaps: text}]) => [op, text]);
  expect(Object.fromEntries(gaps)).toEqual(Object.fromEntries(expected));
});

test('what is refused is known, nothing runs it, and the way out is told', () => {
  const known = recorded_ops();
  for (const {group, hint, ops} of REFUSED_GROUPS) {
    expect([group, hint]).toEqual([group, expect.stringMatching(/\.$/)]);
    for (const op of ops) {
      expect([op, known.has(op), place_of(op)]).toEqual([op, true, '']);
    }
  }
});

test('every op has the kind of gradient that TensorFlow registers', () => {
  const kinds = [...recorded_ops().keys()].map((op) => {
    const found = find_gradient(op);
    return [op, found === undefined ? 'none' : found === null ? 'not_differentiable' : 'function'];
  });
  const expected = [...recorded_ops().keys()].map((op) => [op, find_table_op(op)?.gradient]);
  expect(kinds).toEqual(expected);
});
