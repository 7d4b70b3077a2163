// Tensor arrays: what each method builds, refuses and computes, gradients, and the loops over rows on top.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const raw = tf.raw_ops;
const one = (result: unknown): tf.Tensor => result as tf.Tensor;
const two = (result: unknown): [tf.Tensor, tf.Tensor] =>
  [...(result as tf.Tensor[])] as [tf.Tensor, tf.Tensor];

/** What is known of the shapes of what is read from an array in all ways, and through what hands its handle on. */
function shapes_from(
  [handle, flow_in]: [tf.Tensor, tf.Tensor],
  frame_name: string,
  [index, four, some]: readonly tf.Tensor[],
): string[] {
  const dtype = tf.float32;
  const [grad, grad_flow] = two(raw.TensorArrayGradV3({handle, flow_in, source: 'here'}));
  const shape_to_prepend = [7n, 8n];
  const wide_array = raw.TensorArrayGradWithShape({handle, flow_in, shape_to_prepend, source: 'wide'});
  const [wide, wide_flow] = two(wide_array);
  const [, way] = two(raw.Switch({data: handle, pred: tf.constant(true)}));
  const entered = one(raw.Enter({data: handle, frame_name, is_constant: true}));
  const read = (of: tf.Tensor, flow = flow_in): tf.Tensor =>
    one(raw.TensorArrayReadV3({handle: of, index, flow_in: flow, dtype}));
  const tensors = [
    read(handle),
    one(raw.TensorArrayGatherV3({handle, indices: four, flow_in, dtype})),
    one(raw.TensorArrayGatherV3({handle, indices: some, flow_in, dtype, element_shape: [5n]})),
    read(grad, grad_flow),
    read(wide, wide_flow),
    read(way),
    read(one(raw.Identity({input: handle}))),
    two(raw.TensorArrayConcatV3({handle, flow_in, dtype}))[0],
    one(raw.TensorArraySizeV3({handle, flow_in})),
    read(two(raw.Merge({inputs: [handle, grad]}))[0]),
    read(entered),
    entered,
  ];
  return tensors.map(({shape}) => String(shape));
}

/** An array of two vectors of two, as handle and flow. */
const of_pairs = (attrs: object = {element_shape: [2n]}): [tf.Tensor, tf.Tensor] =>
  two(raw.TensorArrayV3({size: 2n, dtype: tf.float32, ...attrs}));

test_programs({
  loop_body_returns_array: () => {
    const empty = tf.TensorArray(tf.float32, 3, {name: 'ta'});
    const [, ta] = tf.while_loop(
      (i) => i.less(3),
      (i, ta) => [i.add(1), ta.write(i, tf.cast(i, tf.float32).mul(2.0))],
      [0n, empty],
    );
    return {run: [ta.stack(), ta.size()], shape: String(ta.element_shape)};
  },

  array_methods: () => {
    const empty = tf.TensorArray(tf.float32, {
      size: 3,
      dynamic_size: false,
      clear_after_read: false,
      element_shape: [2],
      tensor_array_name: 'kept',
    });
    const ta = empty
      .write(0, [1.0, 2.0])
      .write(1, [3.0, 4.0], {name: 'second'})
      .write(2, tf.constant([5.0, 6.0]));
    const [read, gathered, stacked] = [ta.read(1), ta.gather([2, 0]), ta.stack()];
    const again = tf.control_dependencies([stacked], () => ta.identity().read(2, {name: 'again'}));
    const facts = [ta.dtype.name, String(ta.element_shape), ta.handle.name, ta.flow.name, ta.dynamic_size];
    return {
      run: [read, gathered, stacked, again, ta.size()],
      facts,
      shapes: [read, gathered, stacked].map(({shape}) => String(shape)),
      close: ta.close(),
    };
  },

  array_unstack_and_scatter: () => {
    const x = tf.constant(
      [
        [1n, 2n],
        [3n, 4n],
        [5n, 6n],
      ],
      {name: 'x'},
    );
    const ta = tf.TensorArray(tf.int32, {size: 3}).unstack(x);
    const options = {size: 4, dynamic_size: true, infer_shape: false, clear_after_read: false};
    const tb = tf.TensorArray(tf.int32, options).scatter([0, 5, 2], x);
    return {
      run: [ta.read(1), ta.read(2), tb.gather([5, 2]), tb.size()],
      shapes: [String(ta.element_shape), String(tb.element_shape)],
    };
  },

  array_split_and_concat: () => {
    const x = tf.constant([[1.0], [2.0], [3.0], [4.0]], {name: 'x'});
    const ta = tf.TensorArray(tf.float32, {size: 3, infer_shape: false}).split(x, [1, 0, 3]);
    const same = tf.TensorArray(tf.float32, {size: 2}).split(x, {lengths: [2, 2]});
    return {
      run: [ta.concat(), same.stack()],
      shapes: [ta.element_shape, same.element_shape, same.concat({name: 'all'}).shape].map(String),
    };
  },

  array_inconsistent_shapes: () => {
    const ta = tf.TensorArray(tf.float32, {size: 2}).write(0, [1.0, 2.0]);
    ta.write(1, [1.0]);
  },

  array_of_unknown_rows: () => {
    const values = [
      [1.0, 2.0],
      [3.0, 4.0],
    ];
    const x = tf.placeholder_with_default(values, [null, null], {name: 'x'});
    const ta = tf.TensorArray(tf.float32, {size: tf.shape(x).getitem(0)}).unstack(x);
    return {run: [ta.stack(), ta.concat()], shape: String(ta.stack().shape)};
  },

  array_without_size: () => {
    tf.TensorArray(tf.float32);
  },

  array_handle_and_size: () => {
    const ta = tf.TensorArray(tf.float32, 2);
    tf.TensorArray(tf.float32, 2, {handle: ta.handle, flow: ta.flow});
  },

  array_in_cond: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const ta = tf.TensorArray(tf.float32, 2, {clear_after_read: false}).write(1, 2.0);
    const chosen = tf.cond(
      p,
      () => ta.write(0, 5.0),
      () => ta,
    );
    return {run: [chosen.stack()], same: chosen.handle.name === ta.handle.name};
  },

  array_colocation: () => {
    const x = tf.device('/cpu:0', () => tf.constant([1.0, 2.0], {name: 'x'}));
    const [a, b] = tf.device('/device:CPU:0', () => [
      tf.TensorArray(tf.float32, 2).unstack(x),
      tf.TensorArray(tf.float32, 1, {colocate_with_first_write_call: false}).write(0, x),
    ]) as [tf.TensorArray, tf.TensorArray];
    return {run: [a.read(0), b.read(0)]};
  },

  array_gradient: () => {
    const [a, b] = [tf.constant([1.0, 2.0], {name: 'a'}), tf.constant([3.0, 4.0], {name: 'b'})];
    const ta = tf.TensorArray(tf.float32, 2, {clear_after_read: false}).write(0, a).write(1, b.mul(a));
    const product = ta.read(1).mul(ta.read(0));
    const y = product.add(ta.stack().getitem(1)).add(ta.concat().getitem(':2'));
    return {run: tf.gradients(y, [a, b])};
  },

  array_gradient_gather_scatter_split: () => {
    const x = tf.constant([[1.0], [2.0], [3.0]], {name: 'x'});
    const ta = tf.TensorArray(tf.float32, 3).scatter([2, 0, 1], x);
    const tb = tf.TensorArray(tf.float32, 2, {infer_shape: false}).split(x.mul(x), [1, 2]);
    return {run: tf.gradients([ta.gather([0, 2]), tb.concat()], [x])};
  },

  array_gradient_scope_name: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const y = tf.TensorArray(tf.float32, 2).unstack(x).read(0);
    tf.gradients(y, [x], {name: 'slopes'});
  },

  array_static_shapes: () => {
    const inputs = [
      tf.placeholder(tf.int32, {name: 'index'}),
      tf.placeholder(tf.int32, [4], {name: 'four'}),
      tf.placeholder(tf.int32, {name: 'some'}),
    ];
    const partly = tf.TensorShape([null, 3]);
    const arrays = {
      known: of_pairs({element_shape: [2n, 3n]}),
      partly: of_pairs({element_shape: partly}),
      same: of_pairs({element_shape: partly, identical_element_shapes: true}),
      unknown: of_pairs({element_shape: null, identical_element_shapes: true}),
    };
    const facts: Record<string, string[]> = {};
    for (const [name, array] of Object.entries(arrays)) facts[name] = shapes_from(array, name, inputs);
    const handle = one(raw.StackV2({max_size: 3n, elem_type: tf.float32}));
    const stack = [
      handle,
      one(raw.StackPushV2({handle, elem: [[1.0, 2.0]]})),
      one(raw.StackPopV2({handle, elem_type: tf.float32})),
    ];
    return {...facts, stack: stack.map(({shape}) => String(shape))};
  },

  array_write_of_other_shape: () => {
    const [handle, flow_in] = of_pairs();
    raw.TensorArrayWriteV3({handle, index: 0n, value: [1.0, 2.0, 3.0], flow_in});
  },

  array_scatter_of_other_shape: () => {
    const [handle, flow_in] = of_pairs();
    raw.TensorArrayScatterV3({handle, indices: [0n], value: [[1.0, 2.0, 3.0]], flow_in});
  },

  array_scatter_of_other_count: () => {
    const [handle, flow_in] = of_pairs({});
    raw.TensorArrayScatterV3({handle, indices: [0n], value: [[1.0], [2.0]], flow_in});
  },

  array_handle_of_other_shape: () => {
    const flow_in = tf.constant(0.0);
    raw.TensorArraySizeV3({handle: tf.placeholder(tf.resource, [3]), flow_in});
  },

  map_fn: () => {
    const x = tf.constant([1.0, 2.0, 3.0], {name: 'x'});
    const w = tf.constant(2.0, {name: 'w'});
    const y = tf.map_fn((v) => v.mul(v).mul(w), x);
    return {run: [y, ...tf.gradients(y, [x, w])]};
  },

  map_fn_structures: () => {
    const a = tf.constant([1n, 2n, 3n], {name: 'a'});
    const b = tf.constant([[1.0], [2.0], [3.0]], {name: 'b'});
    const pair = tf.map_fn((p) => [p[0].add(1), p[1].mul(2.0)], [a, b], {name: 'pairs'});
    const other = tf.map_fn((p) => tf.cast(p[0], tf.float32).mul(p[1]), [a, b], {
      dtype: tf.float32,
      parallel_iterations: 2,
      back_prop: false,
    });
    const many = tf.map_fn((v) => ({x: v, y: tf.cast(v, tf.float64)}), a, {
      dtype: {x: tf.int32, y: tf.float64},
    });
    return {run: [pair[0], pair[1], other, many.x, many.y], shape: String(other.shape)};
  },

  map_fn_unknown_count: () => {
    const values = [
      [1.0, 2.0],
      [3.0, 4.0],
    ];
    const x = tf.placeholder_with_default(values, [null, 2], {name: 'x'});
    const y = tf.map_fn((v) => tf.reduce_sum(v), x, {infer_shape: false});
    return {run: [y], shape: String(y.shape)};
  },

  map_fn_of_scalar: () => {
    tf.map_fn((v) => v, tf.constant(1.0));
  },

  map_fn_not_callable: () => {
    tf.map_fn(3 as never, tf.constant([1.0]));
  },

  foldl_and_foldr: () => {
    const x = tf.constant([1n, 2n, 3n, 4n], {name: 'x'});
    const a = tf.foldl((a, v) => a.mul(2).add(v), x);
    const b = tf.foldr((a, v) => a.mul(2).add(v), x);
    const c = tf.foldl((a, v) => a.sub(v), x, {initializer: 10n, name: 'from_ten'});
    const d = tf.foldr((a, v) => a.sub(v), x, {
      initializer: tf.constant(10n),
      parallel_iterations: 1,
      back_prop: false,
      swap_memory: true,
    });
    return {run: [a, b, c, d]};
  },

  foldl_gradient: () => {
    const x = tf.constant([1.0, 2.0, 3.0], {name: 'x'});
    const y = tf.foldl((a, v) => a.mul(v).add(v), x);
    return {run: [y, ...tf.gradients(y, [x])]};
  },

  scan: () => {
    const x = tf.constant([1.0, 2.0, 3.0], {name: 'x'});
    const a = tf.scan((a, v) => a.add(v), x);
    const b = tf.scan((a, v) => a.mul(v), x, {initializer: 2.0, reverse: true, name: 'back'});
    const c = tf.scan((a, v) => [a[0].add(v[0]), a[1].mul(v[1])], [x, x], {
      initializer: [0.0, tf.constant(1.0)],
    });
    const d = tf.scan((a, v) => a.sub(v), x, {reverse: true, infer_shape: false});
    return {run: [a, b, c[0], c[1], d], shapes: [String(a.shape), String(d.shape)]};
  },

  scan_gradient: () => {
    const x = tf.constant([1.0, 2.0, 3.0], {name: 'x'});
    const h = tf.constant([0.5, 0.25], {name: 'h'});
    const y = tf.scan((a, v) => tf.tanh(a.mul(v).add(h)), x, {initializer: h});
    return {run: [y, ...tf.gradients(y, [x, h])]};
  },

  scan_of_variable: () => {
    const values = [
      [1.0, 2.0],
      [3.0, 4.0],
    ];
    const x = tf.constant(values, {name: 'x'});
    const w = (): tf.Variable => tf.get_variable('w', {initializer: () => tf.constant(0.5)});
    const y = tf.scan((a, v) => a.add(v.mul(w())), x, {initializer: tf.zeros([2])});
    return {init: tf.global_variables_initializer(), run: [y]};
  },
});
