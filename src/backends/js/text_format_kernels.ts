// Tensors written into a text.

import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encode_text} from '../../types/text.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {attribute, int_attribute} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {summarize_ends} from './tensor_text.ts';

const format: JsKernel = (inputs, attrs) => {
  const [template, placeholder] = ['template', 'placeholder'].map((name) =>
    attribute<string | Uint8Array>(attrs, name, '%s'),
  );
  if (typeof template !== 'string' || typeof placeholder !== 'string')
    throw unimplemented('A template that is not UTF-8 is not filled: write it in UTF-8.');
  const [first = '', ...others] = template.split(placeholder);
  if (others.length !== inputs.length) {
    throw invalid_argument(
      `num placeholders in template and num inputs must match: ${others.length} vs. ${inputs.length}`,
    );
  }
  const limit = int_attribute(attrs, 'summarize', 3);
  const rest = others.map((text, i) => `${summarize_ends(inputs[i] as NDArray, limit)}${text}`);
  return new NDArray(string, [], [encode_text(`${first}${rest.join('')}`)]);
};

export const TEXT_FORMAT_KERNELS: JsKernels = {StringFormat: format};
