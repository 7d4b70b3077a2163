// What ends a run, and what waits within one: an Abort that is reached, a tensor that nobody sends, keys that are none.
import * as tf from '../../src/index.ts';
import {message_from_text} from '../../src/formats/text_reader.ts';

/** Runs the one node of a graph that is given as text. */
async function run_node(text: string): Promise<unknown> {
  const graph = tf.Graph();
  graph.as_default(() =>
    tf.import_graph_def(message_from_text('GraphDef', `node {name: 'node' ${text}}`), {name: ''}),
  );
  const session = tf.Session({graph, config: {backend: 'js', operation_timeout_in_ms: 50}});
  try {
    return await session.run('node');
  } finally {
    await session.close();
  }
}

const attribute = (name: string, value: string): string => `attr {key: '${name}' value {${value}}}`;

function receive(name: string, device = '/job:localhost/replica:0/task:0/device:CPU:0'): string {
  return [
    "op: 'Recv'",
    attribute('tensor_type', 'type: DT_INT32'),
    attribute('tensor_name', `s: '${name}'`),
    attribute('send_device', `s: '${device}'`),
    attribute('recv_device', `s: '${device}'`),
    attribute('send_device_incarnation', 'i: 255'),
  ].join(' ');
}

test('an Abort that is reached ends the run', async () => {
  const text = `op: 'Abort' ${attribute('error_msg', "s: 'enough'")}`;
  await expect(run_node(text)).rejects.toThrow(tf.errors.AbortedError);
  await expect(run_node(text)).rejects.toThrow('enough');
});

test('what nobody sends is waited for until the run is given up', async () => {
  await expect(run_node(receive('x'))).rejects.toThrow(tf.errors.DeadlineExceededError);
});

test.each([
  ['no device', receive('x', 'nowhere'), 'nowhere;00000000000000ff;nowhere;x;0:0'],
  ['no name', receive('', '/cpu:0'), '/cpu:0;00000000000000ff;/cpu:0;;0:0'],
  ['two names', receive('a;b', '/cpu:0'), '/cpu:0;00000000000000ff;/cpu:0;a;b;0:0'],
])('a key that is none: %s', async (_, text, key) => {
  await expect(run_node(text)).rejects.toThrow(`Invalid  rendezvous key: ${key}`);
});
