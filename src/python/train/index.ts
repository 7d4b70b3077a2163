// `tf.train`: training, by their names in TensorFlow. Re-exports only.
export {
  BytesList,
  ClusterDef,
  Example,
  Feature,
  FeatureList,
  FeatureLists,
  Features,
  FloatList,
  Int64List,
  JobDef,
  SaverDef,
  SequenceExample,
  ServerDef,
} from '../../formats/protos.ts';
export {GradientDescentOptimizer} from './gradient_descent.ts';
export {Optimizer} from './optimizer.ts';
export {write_graph} from './write_graph.ts';
