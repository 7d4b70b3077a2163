"""Facts about ops that their cases go through: the dtypes of the CPU kernels."""
import json
import os

_FILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "opdefs.json")
with open(_FILE, encoding="utf-8") as _opened:
    OPS = {op["name"]: op for op in json.load(_opened)["ops"]}
# These cannot be fed from numpy.
UNFED = ("qint8", "quint8", "qint16", "quint16", "qint32", "resource", "variant")


def kernel_dtypes(op, attr="T", without=()):
    """Every dtype that the CPU kernels of `op` take for a type attribute, in one order."""
    found = []
    allowed = next(each for each in OPS[op]["attrs"] if each["name"] == attr).get("allowed", [])
    for alternative in OPS[op]["cpu"] or []:
        for dtype in alternative.get(attr, allowed):
            if dtype not in found and dtype not in UNFED and dtype not in without:
                found.append(dtype)
    return found
