"""Sound: WAV files read and written, spectrograms and their cepstra."""
import struct

import numpy as np

from .values import values


def text(data):
    return np.array(data, object)


def chunk(name, data):
    return name + struct.pack("<I", len(data)) + data


def wav(samples=(0, 1, -1, 100, -32768, 32767), channels=1, rate=8000, bits=16, kind=1, extra=b"", before=b"", after=b"",
        frame=None, speed=None, size=None):
    """The bytes of a WAV file, right where nothing else is said."""
    frame = channels * bits // 8 if frame is None else frame
    form = struct.pack("<HHIIHH", kind, channels, rate, frame * rate % 2 ** 32 if speed is None else speed, frame, bits) + extra
    data = np.array(samples, "<i2").tobytes()
    body = b"WAVE" + before + chunk(b"fmt ", form) + b"data" + struct.pack("<I", len(data) if size is None else size) + data + after
    return b"RIFF" + struct.pack("<I", len(body)) + body


def decoded():
    for channels in (1, 2, 3):
        for desired_channels in (-1, 1, 2, 4):
            for desired_samples in (-1, 0, 1, 9):
                yield wav(channels=channels), {"desired_channels": desired_channels, "desired_samples": desired_samples}
    for attrs in ({"desired_channels": 0}, {"desired_channels": -2}, {"desired_samples": -2}):
        yield wav(), attrs
    for rate in (1, 44100, 2 ** 31):
        yield wav(rate=rate), {}
    yield wav(samples=()), {}
    yield wav(extra=b"\0\0"), {}
    yield wav(extra=b"\0\0\0\0"), {}
    yield wav(after=chunk(b"LIST", b"abcd")), {}
    yield wav(after=chunk(b"data", b"abcd")), {}
    yield wav(after=b"LI"), {}
    yield wav(after=b"LIST\xff\xff\xff\xff"), {}
    yield wav(after=b"LIST\x10\0\0\0ab"), {}
    yield wav(before=chunk(b"JUNK", b"abcd")), {}
    yield wav(before=chunk(b"bext", b"abcd")), {}
    yield wav(kind=3), {}
    yield wav(channels=0, frame=2), {}
    yield wav(bits=8), {}
    yield wav(bits=24), {}
    yield wav(frame=3), {}
    yield wav(speed=5), {}
    yield wav(size=5), {}
    yield wav(size=40), {}
    yield wav().replace(b"data", b"DATA"), {}
    for length in (0, 3, 4, 8, 11, 12, 16, 20, 22, 30, 40, 46):
        yield wav()[:length], {}
    yield wav().replace(b"RIFF", b"RIFX"), {}
    yield wav().replace(b"WAVE", b"WAVY"), {}


def spectrograms():
    for shape in ([16, 1], [20, 2], [7, 1], [0, 1], [9, 0]):
        for window, stride in ((8, 4), (5, 1), (2, 3), (7, 7)):
            for squared in (False, True):
                yield values(shape, key=str(stride)), {"window_size": window, "stride": stride, "magnitude_squared": squared}
    # TensorFlow's windows go on from one channel to the next.
    yield values([12, 3]), {"window_size": 4, "stride": 4}
    yield values([18, 2]), {"window_size": 8, "stride": 5}
    yield values([70, 1]), {"window_size": 64, "stride": 2}
    yield values([16, 1]), {"window_size": 1, "stride": 1}
    yield values([16, 1]), {"window_size": 4, "stride": -1}
    yield values([16]), {"window_size": 4, "stride": 2}
    yield np.array([[1], [np.nan], [2], [2], [3], [4], [5], [6]], np.float32), {"window_size": 4, "stride": 2}


def cepstra():
    given = np.abs(values([2, 3, 33]))
    for attrs in ({}, {"dct_coefficient_count": 5, "filterbank_channel_count": 7}, {"lower_frequency_limit": 200.0, "upper_frequency_limit": 1000.0},
                  {"dct_coefficient_count": 1, "filterbank_channel_count": 1}, {"upper_frequency_limit": 9000.0}):
        for rate in (8000, 16000, 22050):
            yield given, np.int32(rate), attrs
    yield np.abs(values([1, 2, 257])), np.int32(16000), {"dct_coefficient_count": 40}
    yield -given[:1], np.int32(8000), {}
    yield np.zeros([1, 2, 33], np.float32), np.int32(8000), {}
    yield given[:0], np.int32(8000), {}
    yield given[:, :0], np.int32(8000), {}
    yield given[0], np.int32(8000), {}
    yield given, np.int32([8000]), {}
    yield given, np.int32(0), {}
    yield given[:, :, :1], np.int32(8000), {}
    for attrs in ({"dct_coefficient_count": 0}, {"dct_coefficient_count": 41}, {"filterbank_channel_count": 0},
                  {"lower_frequency_limit": -1.0}, {"lower_frequency_limit": 4000.0}):
        yield given, np.int32(8000), attrs


def cases():
    for data, attrs in decoded():
        yield "DecodeWav", [text(data)], attrs
    yield "DecodeWav", [text([wav()])], {}
    for shape in ([6, 1], [3, 2], [0, 1], [2, 3]):
        yield "EncodeWav", [values(shape, low=-1.2, high=1.2), np.int32(44100)], {}
    yield "EncodeWav", [np.float32([[1.0], [-1.0], [0.5], [1.5 / 32768], [-1.5 / 32768], [2.5 / 32768], [np.inf], [-np.inf]]), np.int32(8000)], {}
    yield "EncodeWav", [values([4, 1]), np.int32(0)], {}
    yield "EncodeWav", [values([4, 1]), np.int32(-5)], {}
    yield "EncodeWav", [values([4, 0]), np.int32(8000)], {}
    yield "EncodeWav", [values([0, 0]), np.int32(8000)], {}
    yield "EncodeWav", [values([0, 1]), np.int32(0)], {}
    yield "EncodeWav", [values([4]), np.int32(8000)], {}
    yield "EncodeWav", [values([4, 1]), np.int32([8000])], {}
    for given, attrs in spectrograms():
        yield "AudioSpectrogram", [given], attrs
    for given, rate, attrs in cepstra():
        yield "Mfcc", [given, rate], attrs
