// Convolutions, pools, normalisations, recurrent blocks, quantisation: sums whose order is free.
import type {OpRules} from './op_rules_of.ts';

export const NN_RULES: OpRules = [
  [
    'reduction',
    'Dilation2DBackpropInput Dilation2DBackpropFilter AvgPool AvgPoolGrad AvgPool3D AvgPool3DGrad MaxPoolGrad ' +
      'MaxPoolGradV2 MaxPoolGradWithArgmax MaxPool3DGrad FractionalAvgPool FractionalAvgPoolGrad FractionalMaxPoolGrad ' +
      'LRN LRNGrad BatchNormWithGlobalNormalization BatchNormWithGlobalNormalizationGrad IsotonicRegression Resampler ' +
      'ResamplerGrad CTCBeamSearchDecoder CTCGreedyDecoder FakeQuantWithMinMaxVarsGradient ' +
      'FakeQuantWithMinMaxVarsPerChannelGradient',
  ],
  // Long sums of products; over time, chains of them.
  [
    'product',
    'Conv Conv2D Conv2DBackpropInput Conv2DBackpropFilter Conv3D Conv3DBackpropInput Conv3DBackpropInputV2 ' +
      'Conv3DBackpropFilter Conv3DBackpropFilterV2 DepthwiseConv2dNative DepthwiseConv2dNativeBackpropInput ' +
      'DepthwiseConv2dNativeBackpropFilter FusedPadConv2D FusedResizeAndPadConv2D LSTMBlockCell LSTMBlockCellGrad ' +
      'GRUBlockCell GRUBlockCellGrad BlockLSTM BlockLSTMV2 BlockLSTMGrad BlockLSTMGradV2 CTCLoss',
  ],
];
