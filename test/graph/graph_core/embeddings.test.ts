// Embeddings: one table and several, dense and sparse ids; and norms clipped.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';
import {gradients_of, round_values, shape_texts} from '../../support/sparse.ts';

const {nn} = tf;

function slices_of(ys: readonly tf.Tensor[], xs: readonly (tf.Tensor | tf.Variable)[]): tf.Tensor[] {
  return (tf.gradients(ys, xs) as tf.IndexedSlices[]).map(({values}) => values);
}

function with_handle(name: string, rows: number): tf.Variable {
  return tf.get_variable(name, {initializer: round_values(rows, 2), use_resource: true});
}

const one = (): tf.SparseTensor => tf.SparseTensor([[0, 0]], [1n], [1, 1]);

test_programs({
  embeddings: () => {
    const t = tf.constant(round_values(5, 2), {name: 't'});
    const v = tf.Variable(round_values(3, 2), {name: 'v'});
    const h = with_handle('h', 4);
    const rows = [
      [1n, 2n],
      [0n, 2n],
    ];
    const i = tf.constant(rows, {name: 'i'});
    const lookup = nn.embedding_lookup;
    const [a, b, c] = [lookup(t, i), lookup(v, [2, 0], {name: 'named'}), lookup(h, 1)] as const;
    const d = lookup(t, i, {max_norm: 0.5});
    return {
      run: [a, b, c, d, ...slices_of([a], [t]), ...slices_of([d.mul(2)], [t]), ...slices_of([b, c], [h])],
      init: tf.global_variables_initializer(),
    };
  },

  embeddings_in_parts: () => {
    const tables = [3, 2, 2].map((n) => tf.constant(round_values(n, 2), {name: 't'}));
    const h = [with_handle('h0', 2), with_handle('h1', 2)];
    const p = [2, 1].map((n) => tf.placeholder_with_default(round_values(n, 2), [null, 2], {name: 'p'}));
    const i = tf.placeholder(tf.int32, [2, 2], {name: 'i'});
    const lookup = nn.embedding_lookup;
    const [a, b] = [lookup(tables, i), lookup(tables, i, 'div', 'blocks')];
    const c = lookup(h, tf.placeholder(tf.int64, [2], {name: 'j'}));
    const d = lookup(p, [2, 1, 0], {partition_strategy: 'div', max_norm: 0.5});
    return {
      run: [a, b, c, d, ...slices_of([a, c], [...tables, ...h])],
      init: tf.global_variables_initializer(),
      shapes: shape_texts([a, b, c, d]),
    };
  },

  embeddings_combined: () => {
    const t = tf.constant(round_values(5, 2), {name: 't'});
    const indices = [
      [0, 0],
      [0, 1],
      [1, 0],
      [2, 0],
    ];
    const ids = tf.SparseTensor(indices, tf.placeholder(tf.int32, [4], 'i'), [3, 2]);
    const w = tf.SparseTensor(indices, [0.5, 1.5, 2, 1], [3, 2]);
    const long = tf.cast(ids, tf.int64);
    const lookup = nn.embedding_lookup_sparse;
    const combiners = ['sum', 'mean', 'sqrtn'];
    const plain = combiners.map((combiner) => lookup(t, ids, null, {combiner}));
    const weighted = combiners.map((combiner) => lookup(t, long, w, {combiner, name: 'w'}));
    const half_table = tf.cast(t, tf.float16);
    const half = lookup(half_table, ids, tf.cast(w, tf.float64), {combiner: 'mean'});
    const in_parts = lookup([t, t], ids, w, 'div', {combiner: 'sum', max_norm: 1});
    return {
      run: [
        ...plain,
        ...weighted,
        half,
        in_parts,
        ...slices_of([plain[1] as tf.Tensor, weighted[2] as tf.Tensor], [t]),
        ...gradients_of(weighted, w.values),
      ],
    };
  },

  embeddings_safe: () => {
    const t = tf.constant(round_values(5, 2), {name: 't'});
    const v = with_handle('v', 5);
    const indices = [
      [0, 0],
      [0, 1],
      [2, 0],
    ];
    const ids = tf.SparseTensor(indices, [1n, -1n, 4n], [4, 2]);
    const w = tf.SparseTensor(indices, [0.5, 1.5, -2], [4, 2]);
    const places = [
      [0, 0, 0],
      [1, 1, 0],
    ];
    const deep = tf.SparseTensor(places, [2n, 3n], [2, 2, 1]);
    const safe = nn.safe_embedding_lookup_sparse;
    const row = tf.sparse_placeholder(tf.int64, {name: 'row'});
    const out = [
      safe(t, ids),
      safe([t], ids, w, {default_id: 2, name: 'named'}),
      safe(v, tf.cast(ids, tf.int64), w, {combiner: 'sum'}),
      safe(t, deep),
      safe(t, row),
    ];
    return {run: out, shapes: shape_texts(out), init: v.initializer};
  },

  embeddings_combiner: () => {
    nn.embedding_lookup_sparse(tf.zeros([2, 2]), one(), null, {combiner: 'max'});
  },
  embeddings_dense_ids: () => {
    const table = tf.zeros([2, 2]);
    const ids = untyped<tf.SparseTensor>(tf.constant([[0n]]));
    nn.embedding_lookup_sparse(table, ids, null, {combiner: 'sum'});
  },
  embeddings_weights_count: () => {
    const table = tf.zeros([2, 2]);
    const places = [
      [0, 0],
      [0, 1],
    ];
    const ids = one();
    nn.embedding_lookup_sparse(table, ids, tf.SparseTensor(places, [1, 2], [1, 2]), {combiner: 'sum'});
  },
  embeddings_strategy: () => {
    nn.embedding_lookup([tf.zeros([2, 2]), tf.zeros([2, 2])], [0], 'by turns');
  },
  embeddings_no_table: () => {
    nn.embedding_lookup([], [0]);
  },
  embeddings_safe_no_table: () => {
    nn.safe_embedding_lookup_sparse([], one());
  },

  embeddings_of_contrib: () => {
    const t = tf.constant(round_values(5, 2), {name: 't'});
    const indices = [
      [0, 0],
      [0, 1],
      [2, 0],
    ];
    const ids = tf.SparseTensor(indices, tf.placeholder(tf.int32, [3], 'i'), [4, 2]);
    const w = tf.SparseTensor(indices, [0.5, 1.5, 2], [4, 2]);
    const {layers} = tf.contrib;
    const p = tf.placeholder(tf.int64, [null, 2], {name: 'p'});
    const a = layers.safe_embedding_lookup_sparse(t, ids);
    const b = layers.safe_embedding_lookup_sparse([t], ids, w, 'sqrtn', 3, 'named');
    const rows = [
      [1, 2],
      [1, 1],
    ];
    const c = layers.embedding_lookup_unique(t, rows);
    const d = layers.embedding_lookup_unique([t, t], p, 'div', {name: 'once'});
    const e = tf.contrib.framework.convert_to_tensor_or_sparse_tensor(1);
    return {run: [a, b, c, d, e], shapes: shape_texts([a, b, c, d])};
  },
  embeddings_of_contrib_integers: () => {
    const table = tf.constant([[1n]]);
    const ids = tf.SparseTensor([[0, 0]], [0n], [1, 1]);
    tf.contrib.layers.safe_embedding_lookup_sparse(table, ids, {combiner: 'sum'});
  },

  norms_clipped: () => {
    const rows = [
      [3, 4],
      [0, 0],
      [0.3, 0.4],
    ];
    const x = tf.constant(rows, {name: 'x'});
    const n = tf.constant(2, {name: 'n'});
    const s = tf.IndexedSlices(x, tf.constant([0n, 1n, 2n]), tf.constant([9n, 2n]));
    const a = tf.clip_by_norm(x, 1);
    const b = tf.clip_by_norm(x, n, {axes: [1], name: 'rows'});
    const c = tf.clip_by_norm(s, 1, 0);
    return {run: [a, b, c.values, c.indices, ...gradients_of([a, b], x)]};
  },
});
