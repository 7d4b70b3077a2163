// Gradients of tensor lists are TensorFlow's nodes: the forward part of a recorded graph, differentiated here.
import '../../src/index.ts';
import {decode_graph_def, type NodeDef} from '../../src/formats/graph_def.ts';
import {gradients} from '../../src/gradients/gradients.ts';
import {Graph} from '../../src/graph/graph.ts';
import {import_graph_def} from '../../src/graph/import_graph_def.ts';
import {recorded_programs} from '../session/recorded_runs.ts';

const PROGRAMS = recorded_programs().filter(({id}) => id === 'list_gradients');

function is_gradient({name}: NodeDef): boolean {
  return name.startsWith('gradients');
}

function line({name, op, input}: NodeDef): string {
  return `${name} = ${op}(${input.join(', ')})`;
}

test.each(PROGRAMS.map((program) => [program.id, program] as const))('%s', (_, {graph, runs}) => {
  const recorded = decode_graph_def(new Uint8Array(Buffer.from(graph, 'base64')));
  const forward = {...recorded, node: recorded.node.filter((node) => !is_gradient(node))};
  const own = new Graph();
  own.as_default(() => {
    import_graph_def(forward, {name: ''});
    const x = own.get_tensor_by_name('x:0');
    const known = (name: string) => !name.startsWith('gradients');
    for (const {fetches} of runs) {
      const ys = fetches.filter(known);
      const of_gradients = fetches.filter((name) => !known(name));
      if (ys.length > 0 && of_gradients.length > 0) gradients(own.get_tensor_by_name(ys[0] as string), x);
    }
  });
  const actual = own.as_graph_def().node.filter(is_gradient).map(line);
  const expected = recorded.node.filter(is_gradient).map(line);
  expect(actual).toEqual(expected);
});
