"""TensorFlow 2.15 as TensorFlow 1 code sees it, for the ops that 1.15 does not know yet."""
import logging
import os
import sys
import types
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
warnings.filterwarnings("ignore")
logging.getLogger("tensorflow").setLevel(logging.CRITICAL)

import tensorflow.compat.v1 as tf  # noqa: E402  (the settings above must come first)

tf.disable_v2_behavior()


def install():
    """Makes `import tensorflow1` give this TensorFlow."""
    module = types.ModuleType("tensorflow1")
    module.tf = tf
    sys.modules["tensorflow1"] = module
