// Python's built-in exception classes that TensorFlow raises, so that callers can tell them apart as in Python.
// Python's TypeError is JavaScript's own. Nothing here knows TensorFlow.

/** Gives an error class its name on the prototype, where V8 looks for it when it writes the stack's first line. */
export function name_error_class(error_class: {readonly prototype: Error}, name: string): void {
  Object.defineProperty(error_class.prototype, 'name', {value: name, configurable: true, writable: true});
}

/** Python's `ValueError`: an argument of the right type with a value that does not fit. */
export class ValueError extends Error {
  static {
    name_error_class(this, 'ValueError');
  }
}

/** Python's `RuntimeError`. */
export class RuntimeError extends Error {
  static {
    name_error_class(this, 'RuntimeError');
  }
}

/** Python's `NotImplementedError`, a `RuntimeError` as in Python. */
export class NotImplementedError extends RuntimeError {
  static {
    name_error_class(this, 'NotImplementedError');
  }
}

/** Python's `LookupError`: what `KeyError` and `IndexError` have in common. */
export class LookupError extends Error {
  static {
    name_error_class(this, 'LookupError');
  }
}

/** Python's `KeyError`. */
export class KeyError extends LookupError {
  static {
    name_error_class(this, 'KeyError');
  }
}

/** Python's `IndexError`. */
export class IndexError extends LookupError {
  static {
    name_error_class(this, 'IndexError');
  }
}

/** Python's `AttributeError`. */
export class AttributeError extends Error {
  static {
    name_error_class(this, 'AttributeError');
  }
}

/** Python's `AssertionError`. */
export class AssertionError extends Error {
  static {
    name_error_class(this, 'AssertionError');
  }
}

/** Python's `OSError`: files, folders and the network. */
export class OSError extends Error {
  static {
    name_error_class(this, 'OSError');
  }
}

/** Python's `UnicodeDecodeError`, a `ValueError` as in Python: bytes that are no text. */
export class UnicodeDecodeError extends ValueError {
  static {
    name_error_class(this, 'UnicodeDecodeError');
  }
}
