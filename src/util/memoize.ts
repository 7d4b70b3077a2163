// Values that are made when first asked for and are the same ever after. No state: a value depends on its key alone.

/** `make`, called once a key. */
export function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, {readonly value: V}>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    made.set(key, {value});
    return value;
  };
}

/** `make`, called once. */
export function lazy<V>(make: () => V): () => V {
  const value = memoize(make);
  return () => value(undefined);
}
