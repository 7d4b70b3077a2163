// `tf.queue`: queues, by their names in TensorFlow. Re-exports only.
export {QueueBase} from './queue_base.ts';
export {FIFOQueue, PaddingFIFOQueue, PriorityQueue, RandomShuffleQueue} from './queues.ts';
