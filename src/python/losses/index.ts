// `tf.losses`: losses, by their names in TensorFlow. Re-exports only.
export {
  add_loss,
  get_losses,
  get_regularization_loss,
  get_regularization_losses,
  get_total_loss,
} from './util.ts';
