// Mistakes with images: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

test_mistakes({
  decode_png_not_an_image: () => tf.Session().run(tf.image.decode_png('no image')),
});
