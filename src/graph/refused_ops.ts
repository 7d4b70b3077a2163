/**
 * The op types that are known but not built, in groups, each with the way out: the one list from which the run-time
 * error, the support table and the test of coverage read. Knows no definitions.
 */

/** Ops that are imported, checked and exported, and refused when they run. */
export interface RefusedGroup {
  readonly group: string;
  /** What to do instead. */
  readonly hint: string;
  readonly ops: readonly string[];
}

export const REFUSED_GROUPS: readonly RefusedGroup[] = [
  {
    group: 'quantized arithmetic',
    hint: 'Dequantize its inputs and use the op on floats.',
    ops: [
      'QuantizedAdd',
      'QuantizedAvgPool',
      'QuantizedBatchNormWithGlobalNormalization',
      'QuantizedBiasAdd',
      'QuantizedConcat',
      'QuantizedConcatV2',
      'QuantizedConv2D',
      'QuantizedInstanceNorm',
      'QuantizedMatMul',
      'QuantizedMaxPool',
      'QuantizedMul',
      'QuantizedRelu',
      'QuantizedRelu6',
      'QuantizedReluX',
      'QuantizedReshape',
      'QuantizedResizeBilinear',
      'Requantize',
      'RequantizePerChannel',
    ],
  },
  {
    group: 'stochastic dual coordinate ascent',
    hint: 'Train the linear model with tf.train.FtrlOptimizer.',
    ops: ['SdcaFprint', 'SdcaOptimizer', 'SdcaOptimizerV2', 'SdcaShrinkL1'],
  },
  {
    group: 'LMDB databases',
    hint: 'Convert the database to TFRecord files and read them with tf.data.TFRecordDataset or tf.TFRecordReader.',
    ops: ['ExperimentalLMDBDataset', 'LMDBDataset', 'LMDBReader'],
  },
  {
    group: 'rewriting of datasets',
    hint: 'Leave the rewriting out: it changes how fast elements come, not what they are; use tf.data.Dataset.shard and batch where they are to differ.',
    ops: ['AutoShardDataset', 'RebatchDataset', 'RewriteDataset'],
  },
  {
    group: 'databases',
    hint: 'Read the rows outside of the graph, and feed them or write them to files for tf.data.experimental.CsvDataset.',
    ops: ['SqlDataset'],
  },
  {
    group: 'statistics of datasets',
    hint: 'Leave the statistics out; elements come without them.',
    ops: ['StatsAggregatorSetSummaryWriter', 'StatsAggregatorSummary'],
  },
  {
    group: 'internals of datasets',
    hint: 'Use ShuffleDataset in the place of ShuffleDatasetV2; the others change no elements.',
    ops: ['GetOptions', 'ShuffleDatasetV2', 'WindowOp'],
  },
  {
    group: 'snapshots of datasets',
    hint: 'Write the elements to TFRecord files and read them with tf.data.TFRecordDataset.',
    ops: [
      'LoadDataset',
      'SaveDataset',
      'SaveDatasetV2',
      'SnapshotChunkDataset',
      'SnapshotDataset',
      'SnapshotDatasetV2',
    ],
  },
  {
    group: 'serialisation of datasets and iterators',
    hint: 'Build the dataset from its elements again, with tf.data.Dataset.skip for those that were read.',
    ops: [
      'DatasetFromGraph',
      'DatasetToGraph',
      'DatasetToGraphV2',
      'DeserializeIterator',
      'SerializeIterator',
    ],
  },
  {
    group: 'protocol buffers in tensors',
    hint: 'Decode and encode outside the graph, or in tf.py_func; tf.parse_example reads tf.Example.',
    ops: ['DecodeProtoV2', 'EncodeProto'],
  },
  {
    group: 'mutexes',
    hint: 'Order the runs in the program, or the operations with tf.control_dependencies.',
    ops: ['ConsumeMutexLock', 'MutexLock', 'MutexV2'],
  },
  {
    group: 'remapping of vocabularies',
    hint: 'Read the checkpoint with tf.train.load_checkpoint, move its rows, and feed the result.',
    ops: ['GenerateVocabRemapping', 'LoadAndRemapMatrix'],
  },
  {
    group: 'gradients that TensorFlow itself cannot run',
    hint: 'Sum the copies with tf.reduce_sum, as the gradient of tf.tile does; the kernel of TensorFlow 1.15 asks for an attribute that the op has not.',
    ops: ['TileGrad'],
  },
  {
    group: 'media by an external program',
    hint: 'Decode or encode before the graph, and feed the samples; tf.audio.decode_wav reads WAV.',
    ops: ['DecodeAudio', 'DecodeAudioV2', 'DecodeVideo', 'EncodeAudio', 'EncodeAudioV2'],
  },
];

/** An op that nothing runs, as errors name it: with its group and the way out. */
export function described_refusal(op_type: string): string {
  const refused = REFUSED_GROUPS.find(({ops}) => ops.includes(op_type));
  if (refused !== undefined) return `${op_type} (${refused.group}). ${refused.hint}`;
  return `${op_type}. Feed its outputs, compute them with other ops, or call a function of yours with tf.py_func.`;
}
