// `tf.train.queue_runner`: runners of queues, by their names in TensorFlow. Re-exports only.
export {QueueRunner, add_queue_runner, start_queue_runners} from './queue_runner.ts';
