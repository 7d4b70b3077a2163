// Convolutions, pools, normalisations, recurrent blocks, quantisation: sums whose order is free.
import type {OpRules} from './op_rules_of.ts';

export const NN_RULES: OpRules = [
  [
    'reduction',
    'Conv Conv2D Conv2DBackpropInput Conv2DBackpropFilter Conv3D Conv3DBackpropInput Conv3DBackpropInputV2 ' +
      'Conv3DBackpropFilter Conv3DBackpropFilterV2 DepthwiseConv2dNative DepthwiseConv2dNativeBackpropInput ' +
      'DepthwiseConv2dNativeBackpropFilter Dilation2DBackpropInput Dilation2DBackpropFilter FusedPadConv2D ' +
      'FusedResizeAndPadConv2D AvgPool AvgPoolGrad AvgPool3D AvgPool3DGrad MaxPoolGrad MaxPoolGradV2 ' +
      'MaxPoolGradWithArgmax MaxPool3DGrad FractionalAvgPool FractionalAvgPoolGrad FractionalMaxPoolGrad ' +
      'LRN LRNGrad BatchNormWithGlobalNormalization BatchNormWithGlobalNormalizationGrad IsotonicRegression Resampler ' +
      'ResamplerGrad CTCBeamSearchDecoder CTCGreedyDecoder ' +
      'LSTMBlockCell LSTMBlockCellGrad GRUBlockCell GRUBlockCellGrad FakeQuantWithMinMaxVarsGradient ' +
      'FakeQuantWithMinMaxVarsPerChannelGradient',
  ],
  // Chains of sums and logarithms over time, each rounded by TensorFlow.
  ['product', 'CTCLoss BlockLSTM BlockLSTMV2 BlockLSTMGrad BlockLSTMGradV2'],
];
