// Calls that TensorFlow refuses while the graph is built are refused in its words.
import {Graph} from '../../src/graph/graph.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import {placeholder} from '../../src/ops/array_constant.ts';
import '../../src/ops/builders.ts';
import {recorded_rows, type EncodedArray} from '../support/goldens.ts';
import {recorded_call} from './recorded_call.ts';

interface RefusedCall {
  op: string;
  attrs: Record<string, unknown>;
  inputs: EncodedArray[];
  error?: {stage: string; class: string; message: string};
}

/** TensorFlow after 1.15 says it in other words. */
const NODE_OF_LATER = /for '\{\{node/;

const refused = recorded_rows<RefusedCall>('ops').filter(
  ({op, error}) =>
    error?.stage === 'python' && !NODE_OF_LATER.test(error.message) && find_op_definition(op) !== null,
);
const by_op = new Map<string, RefusedCall[]>();
for (const call of refused) by_op.set(call.op, [...(by_op.get(call.op) ?? []), call]);

function said({op, attrs, inputs}: RefusedCall): string {
  return new Graph().as_default(() => {
    const tensors = inputs.map(({dtype, shape}) => placeholder(dtype, shape));
    try {
      recorded_call(find_op_definition(op) as OpDefinition, tensors, attrs);
      return 'nothing';
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  });
}

test.each([...by_op])('%s', (_op, calls) => {
  expect(calls.map(said)).toEqual(calls.map(({error}) => `${error?.class}: ${error?.message}`));
});
