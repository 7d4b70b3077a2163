"""Writes src/backends/js/generated/unicode.ts: the scripts of all code points, and what the bytes of encodings stand for, as
TensorFlow 1.15 (through ICU) has them.

    python record_unicode.py
"""
import encodings.aliases
import os
import re

import numpy as np

from common import ROOT, tf

# Those that are read by rules; their names here only to be left out of the lists.
BY_RULES = ("utf8", "utf16", "utf16be", "utf16le", "utf32", "utf32be", "utf32le", "utf8unsigned")
MORE_NAMES = """windows-874 tis-620 x-sjis sjis ms_kanji shift_jis euc-jp euc-kr gb2312 gbk gb18030 big5 big5-hkscs iso-2022-jp iso-2022-kr iso-2022-cn
    hz cesu-8 scsu bocu-1 utf-7 imap-mailbox-name macintosh x-mac-roman koi8-r koi8-u us-ascii ascii latin1 l1 iso-8859-1 windows-1252 ks_c_5601-1987
    windows-949 windows-31j windows-936 windows-950 utf-16,version=1 utf-16,version=2 utf-16be,version=1 utf-16le,version=1 lmbcs-1 compound_text
    utf16_platformendian utf16_oppositeendian utf32_platformendian utf32_oppositeendian iso-8859-8-i ibm819 cp819 ansi_x3.4-1968
    unicode-1-1-utf-8 utf-16-be iso-10646-ucs-2 ucs-4 unicodelittle unicodebig""".split()


def key(name):
    """What ICU compares of names."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", re.sub("[^a-z0-9,=]", "", name.lower()))


def decoded(texts, encoding):
    """The code points of each text, or None if there is no such encoding."""
    with tf.Graph().as_default(), tf.Session() as sess:
        try:
            values, splits = sess.run(tf.raw_ops.UnicodeDecode(input=texts, input_encoding=encoding))[::-1]
        except tf.errors.InvalidArgumentError:
            return None
    return [list(values[start:end]) for start, end in zip(splits[:-1], splits[1:])]


def table(encoding):
    """The code points of bytes 0 to 255, or None where they do not each stand for one."""
    found = decoded([bytes(bytearray([byte])) for byte in range(256)], encoding)
    if any(len(one) != 1 for one in found):
        return None
    texts = [bytes(bytearray([first, second])) for first in range(256) for second in range(256)] + [b"\x1b$B$\"", b"\x0e$\"", b"~{!!", b"\xa3\xa0\xa1"]
    for given, points in zip(texts, decoded(texts, encoding)):
        if points != [found[byte][0] for byte in bytearray(given)]:
            return None
    return [one[0] for one in found]


def scripts():
    """[[number of code points, script], ...]"""
    with tf.Graph().as_default(), tf.Session() as sess:
        all_scripts = sess.run(tf.strings.unicode_script(np.arange(0x110000, dtype=np.int32)))
    starts = [0] + [k for k in range(1, len(all_scripts)) if all_scripts[k] != all_scripts[k - 1]] + [len(all_scripts)]
    return [[end - start, int(all_scripts[start])] for start, end in zip(starts[:-1], starts[1:])]


def base36(number):
    return np.base_repr(number, 36).lower()


if __name__ == "__main__":
    names = sorted({key(name) for each in encodings.aliases.aliases.items() for name in each} | {key(name) for name in MORE_NAMES})
    tables, others = {}, []
    for name in names:
        if name in BY_RULES or decoded([b"a"], name) is None:
            continue
        found = table(name)
        if found is None:
            others.append(name)
        else:
            tables.setdefault(tuple(found), []).append(name)
    path = os.path.join(ROOT, "src", "backends", "js", "generated", "unicode.ts")
    with open(path, "w", encoding="utf-8", newline="\n") as opened:
        opened.write("/**\n * Facts about Unicode as TensorFlow 1.15 has them; written by test/oracle/record_unicode.py.\n */\n")
        opened.write("\n/** Runs of code points of one script, from 0 on: how many, and the script, in base 36. */\n")
        opened.write("export const SCRIPT_RUNS = `" + "\n".join(" ".join(base36(n) for n in row) for row in scripts()) + "`;\n")
        opened.write("\n/** Encodings of a byte a character: their names, and the code points of bytes 0 to 255 where they are not the same, in base 36. */\n")
        rows = []
        for points, own in sorted(tables.items(), key=lambda item: item[1]):
            changes = ["%s:%s" % (base36(byte), base36(point)) for byte, point in enumerate(points) if byte != point]
            rows.append("%s|%s" % (" ".join(own), " ".join(changes)))
        opened.write("export const SINGLE_BYTE_ENCODINGS = `" + "\n".join(rows) + "`;\n")
        opened.write("\n/** Encodings that TensorFlow knows and that are none of these. */\n")
        opened.write("export const OTHER_ENCODINGS = '" + " ".join(others) + "';\n")
    print(len(tables), "tables", others)
