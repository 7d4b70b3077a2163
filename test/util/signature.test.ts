// Python's calling convention at run time, against what Python 3.7 gave and said for the same calls.
import {
  define_methods,
  define_static_methods,
  kwargs,
  partial,
  public_class,
  signature,
} from '../../src/util/signature.ts';
import {golden_json} from '../support/goldens.ts';

type Values = Record<string, unknown>;

interface RecordedCall {
  function: string;
  positional: unknown[];
  keywords: Values;
  result?: Values;
  error?: string;
}

/** A call that the types refuse, or that a test makes from data. */
function loosely(f: object): (...args: unknown[]) => unknown {
  if (typeof f !== 'function') throw new TypeError('not callable');
  return (...args) => {
    const result: unknown = Reflect.apply(f, undefined, args);
    return result;
  };
}

function property(value: unknown, name: string): unknown {
  const found: unknown = Reflect.get(Object(value), name);
  return found;
}

function call_method(self: object, name: string, args: unknown[]): unknown {
  const method = property(self, name);
  if (typeof method !== 'function') throw new TypeError(`no method ${name}`);
  const result: unknown = Reflect.apply(method, self, args);
  return result;
}

class PlainThing {
  readonly got: Values;
  constructor(name: unknown, seed: unknown = null) {
    this.got = {name, seed};
  }
  method(key: unknown, scope: unknown = null): Values {
    return {key, scope};
  }
  bare(): Values {
    return {};
  }
}
define_methods(PlainThing, {method: ['key', 'scope'], bare: []});
const Thing = public_class(['name', 'seed'], PlainThing);

const functions: Record<string, (...args: unknown[]) => unknown> = {
  none: loosely(
    signature([], function none() {
      return {};
    }),
  ),
  one: loosely(
    signature(['x'], function one(x: unknown) {
      return {x};
    }),
  ),
  two: loosely(
    signature(['a', 'b'], function two(a: unknown, b: unknown) {
      return {a, b};
    }),
  ),
  three: loosely(
    signature(['a', 'b', 'c'], function three(a: unknown, b: unknown, c: unknown) {
      return {a, b, c};
    }),
  ),
  four: loosely(
    signature(['a', 'b', 'c', 'd'], function four(a: unknown, b: unknown, c: unknown, d: unknown) {
      return {a, b, c, d};
    }),
  ),
  defaults: loosely(
    signature(
      ['a', 'b', 'c', 'd'],
      function defaults(a: unknown, b: unknown, c: unknown = 3, d: unknown = null) {
        return {a, b, c, d};
      },
    ),
  ),
  all_optional: loosely(
    signature(['a', 'b'], function all_optional(a: unknown = 1, b: unknown = 2) {
      return {a, b};
    }),
  ),
  one_optional: loosely(
    signature(['a'], function one_optional(a: unknown = 1) {
      return {a};
    }),
  ),
  rest: loosely(
    signature(
      ['a', 'args'],
      function rest(a: unknown, args: readonly unknown[] = []) {
        return {a, args};
      },
      {
        rest: 'args',
      },
    ),
  ),
  rest_and_keyword: loosely(
    signature(
      ['a', 'args', 'name'],
      function rest_and_keyword(a: unknown, args: readonly unknown[] = [], name: unknown = 'n') {
        return {a, args, name};
      },
      {rest: 'args'},
    ),
  ),
  others: loosely(
    signature(
      ['a', 'b', 'kwargs'],
      function others(a: unknown, b: unknown = 2, kwargs: Values = {}) {
        return {a, b, kwargs};
      },
      {keywords: 'kwargs'},
    ),
  ),
  everything: loosely(
    signature(
      ['a', 'args', 'name', 'kwargs'],
      function everything(
        a: unknown,
        args: readonly unknown[] = [],
        name: unknown = 'n',
        kwargs: Values = {},
      ) {
        return {a, args, name, kwargs};
      },
      {rest: 'args', keywords: 'kwargs'},
    ),
  ),
  keyword_only: loosely(
    signature(
      ['a', 'b', 'c'],
      function keyword_only(a: unknown, b: unknown = 2, c: unknown = 3) {
        return {a, b, c};
      },
      {keyword_only: ['b', 'c']},
    ),
  ),
  needs_keywords: loosely(
    signature(
      ['a', 'b', 'c', 'd'],
      function needs_keywords(a: unknown = 1, b: unknown = null, c: unknown = null, d: unknown = 4) {
        return {a, b, c, d};
      },
      {keyword_only: ['b', 'c', 'd'], required_keywords: ['b', 'c']},
    ),
  ),
  needs_keyword: loosely(
    signature(
      ['b'],
      function needs_keyword(b: unknown) {
        return {b};
      },
      {keyword_only: ['b']},
    ),
  ),
  thing: (...args) => property(loosely(Thing)(...args), 'got'),
  method: (...args) => call_method(Thing('t'), 'method', args),
  bare: (...args) => call_method(Thing('t'), 'bare', args),
};

describe('calls as Python 3.7 takes and refuses them', () => {
  const recorded = golden_json<RecordedCall[]>('test/oracle/data/signature.json');
  for (const name of new Set(recorded.map((call) => call.function))) {
    test(name, () => {
      for (const call of recorded.filter((each) => each.function === name)) {
        const f = functions[name];
        const given = Object.keys(call.keywords).length === 0 ? [] : [call.keywords];
        const outcome = outcome_of(() => f?.(...call.positional, ...given));
        const expected = call.error === undefined ? {result: call.result} : {error: call.error};
        expect({call: [call.positional, call.keywords], ...outcome}).toEqual({
          call: [call.positional, call.keywords],
          ...expected,
        });
      }
    });
  }
});

function outcome_of(call: () => unknown): {result?: unknown; error?: string} {
  try {
    return {result: call()};
  } catch (error) {
    if (error instanceof TypeError) return {error: error.message};
    throw error;
  }
}

const sum = signature(['a', 'b', 'c'], function sum(a: number, b: number, c = 100) {
  return [a, b, c];
});

describe('keywords and values', () => {
  test('undefined is not given', () => {
    expect(sum(1, 2, undefined)).toEqual([1, 2, 100]);
    expect(loosely(sum)(1, 2, undefined, {c: 3})).toEqual([1, 2, 3]);
    expect(sum(1, {b: 2, c: undefined})).toEqual([1, 2, 100]);
    expect(() => loosely(sum)(undefined, 2)).toThrow("sum() missing 1 required positional argument: 'a'");
  });

  test('an object that is no record is a value', () => {
    const seen = loosely(signature(['a', 'b'], (a: unknown, b: unknown = null) => [a, b]));
    for (const value of [
      new Map([['b', 1]]),
      [1],
      new (class B {
        b = 1;
      })(),
      new Date(0),
    ]) {
      expect(seen(value)).toEqual([value, null]);
    }
    expect(seen(1, Object.assign(Object.create(null), {b: 2}))).toEqual([1, 2]);
  });

  test('a record before the last argument is a value', () => {
    const seen = signature(['a', 'b'], (a: {b: number}, b = 0) => [a, b]);
    expect(seen({b: 1}, 2)).toEqual([{b: 1}, 2]);
  });

  test('where a dictionary may stand, what could be both is refused with both spellings', () => {
    const run = loosely(
      signature(
        ['fetches', 'feed_dict', 'options'],
        function run(...all: [unknown, unknown?, unknown?]) {
          return all;
        },
        {
          dictionary_parameters: {
            feed_dict: (value: object) => Object.keys(value).every((key) => key.includes(':')),
          },
          required_keywords: ['fetches'],
        },
      ),
    );
    expect(run('f', {'X:0': 1})).toEqual(['f', {'X:0': 1}]);
    expect(run('f', {options: 2})).toEqual(['f', undefined, 2]);
    expect(run('f', {})).toEqual(['f', {}]);
    const put = loosely(
      signature(
        ['values', 'name'],
        function put(values: unknown, name: unknown = null) {
          return [values, name];
        },
        {
          dictionary_parameters: ['values'],
        },
      ),
    );
    expect(put({x: 1})).toEqual([{x: 1}, null]);
    expect(put({name: 1})).toEqual([{name: 1}, null]);
    expect(put({x: 1}, {name: 'n'})).toEqual([{x: 1}, 'n']);
    expect(put(kwargs({values: 1}))).toEqual([1, null]);
    expect(put(new Map([['values', 1]]))).toEqual([new Map([['values', 1]]), null]);
    expect(() => put({values: 1, name: 'n'})).toThrow(
      "put(): the record {values, name} can be keyword arguments or the value of 'values'. Write " +
        'kwargs({values, name}) for keyword arguments, and {values: {values, name}} or ' +
        'new Map(Object.entries({values, name})) for the value.',
    );
  });

  test('parameters are data', () => {
    const f = signature(['x', 'axis', 'args', 'name', 'kwargs'], named, {
      rest: 'args',
      keywords: 'kwargs',
      integer_parameters: ['axis'],
    });
    expect(f.name).toBe('named');
    expect(f.function_name).toBe('named');
    expect(f.parameters.map(({name, kind, optional, integer}) => [name, kind, optional, integer])).toEqual([
      ['x', 'positional', false, false],
      ['axis', 'positional', true, true],
      ['args', 'rest', true, false],
      ['name', 'keyword_only', true, false],
      ['kwargs', 'keywords', true, false],
    ]);
    const twice = (): unknown => signature(['x', 'x'], (x: number, y: number) => x + y);
    expect(twice).toThrow('a parameter is named twice');
    const unknown_integer = (): unknown => signature(['x'], (x: number) => x, {integer_parameters: ['y']});
    expect(unknown_integer).toThrow("no parameter 'y'");
  });
});

function named(x: number, axis = 0, args: readonly number[] = [], name = '', others: Values = {}): unknown[] {
  return [x, axis, args, name, others];
}

describe('partial', () => {
  test('first arguments, keywords and overriding', () => {
    expect(partial(sum, 1)(2)).toEqual([1, 2, 100]);
    expect(partial(sum, {c: 3})(1, 2)).toEqual([1, 2, 3]);
    expect(partial(sum, {c: 3})(1, 2, {c: 4})).toEqual([1, 2, 4]);
    expect(partial(sum, 1, {c: 3})({b: 2})).toEqual([1, 2, 3]);
    expect(partial(partial(sum, 1), {c: 3})(2)).toEqual([1, 2, 3]);
    expect(partial(partial(sum, {c: 3}), 1)(2, {c: 5})).toEqual([1, 2, 5]);
    expect(partial(Thing, {seed: 3})('n').got).toEqual({name: 'n', seed: 3});
    expect(partial((a: number, b: {c: number}) => [a, b], 1)({c: 2})).toEqual([1, {c: 2}]);
  });

  test('what Python refuses', () => {
    expect(() => loosely(partial(sum, {b: 3}))(1, 2)).toThrow("sum() got multiple values for argument 'b'");
    expect(() => loosely(partial(sum, 1))()).toThrow("sum() missing 1 required positional argument: 'b'");
    expect(() => loosely(partial(sum, 1))(2, {d: 1})).toThrow("sum() got an unexpected keyword argument 'd'");
  });
});

describe('classes', () => {
  test('with and without new', () => {
    expect(Thing('a', {seed: 1})).toEqual(new Thing({name: 'a', seed: 1}));
    expect(Thing('a')).toBeInstanceOf(Thing);
    expect(Thing('a')).toBeInstanceOf(PlainThing);
    expect(Thing('a').constructor).toBe(Thing);
    expect(Thing.name).toBe('PlainThing');
    class LayerClass {}
    expect(public_class([], LayerClass).name).toBe('Layer');
    expect(Thing('a').method({key: 1})).toEqual({key: 1, scope: null});
  });

  test('extends', () => {
    class Mine extends Thing {
      readonly more: number;
      constructor(more: number) {
        super('mine', {seed: more});
        this.more = more;
      }
      override method(...args: Parameters<PlainThing['method']>): Values {
        return {...super.method(...args), more: this.more};
      }
    }
    const mine = new Mine(3);
    expect(mine.got).toEqual({name: 'mine', seed: 3});
    expect(mine.method('k')).toEqual({key: 'k', scope: null, more: 3});
    expect(mine).toBeInstanceOf(Thing);
    expect(Thing('a')).not.toBeInstanceOf(Mine);
  });

  test('static members', () => {
    class Plain {
      static readonly constant = 3;
      static made(size: number, name = 'x'): unknown[] {
        return [this.constant, size, name];
      }
    }
    define_static_methods(Plain, {made: ['size', 'name']});
    const Public = public_class([], Plain);
    expect(Public.constant).toBe(3);
    expect(loosely(Public.made.bind(Public))(1, {name: 'y'})).toEqual([3, 1, 'y']);
    expect(() => loosely(Public.made)()).toThrow("made() missing 1 required positional argument: 'size'");
  });
});
