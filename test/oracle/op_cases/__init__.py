"""The calls of single ops whose results are recorded; each family yields (op, [inputs], {attrs})."""
