// Objects that are called like functions.
import {CallableObject, public_class} from '../../src/util/signature.ts';

describe('callable objects', () => {
  class Layer extends CallableObject {
    readonly name: string;
    readonly #scale: number;
    constructor(name: string, scale: number) {
      super();
      this.name = name;
      this.#scale = scale;
    }
    get scale(): number {
      return this.#scale;
    }
    __call__(x: number): number {
      return this.call(x);
    }
    call(x: number): number {
      return x * this.#scale;
    }
  }
  interface Layer {
    (x: number): number;
  }
  class Shifted extends Layer {
    readonly shift = 1;
    override call(x: number): number {
      return super.call(x) + this.shift;
    }
  }

  test('an instance is called like a function', () => {
    const layer = new Layer('hidden', 3);
    expect(layer(2)).toBe(6);
    expect(layer.name).toBe('hidden');
    expect(layer.scale).toBe(3);
    expect(layer).toBeInstanceOf(Layer);
    expect(Object.keys(layer)).toEqual(['name']);
    expect(new Shifted('shifted', 3)(2)).toBe(7);
    expect(public_class(['name', 'scale'], Shifted)('shifted', {scale: 4})(2)).toBe(9);
  });

  test('a class without __call__', () => {
    class Silent extends CallableObject {}
    expect(() => call_of(new Silent())()).toThrow("'Silent' object is not callable");
  });
});

function call_of(value: object): () => unknown {
  if (typeof value !== 'function') throw new TypeError('not callable');
  return () => {
    const result: unknown = Reflect.apply(value, undefined, []);
    return result;
  };
}
