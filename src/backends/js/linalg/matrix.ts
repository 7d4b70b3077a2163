// Complex matrices in doubles and the arithmetic on them that decompositions need. Real ones have zeros for imaginary parts. Knows
// no arrays and no ops.

/** Real and imaginary parts by rows. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly re: Float64Array;
  readonly im: Float64Array;

  constructor(rows: number, columns: number, re?: Float64Array, im?: Float64Array) {
    this.rows = rows;
    this.columns = columns;
    this.re = re ?? new Float64Array(rows * columns);
    this.im = im ?? new Float64Array(rows * columns);
  }

  static identity(rows: number, columns = rows): Matrix {
    const result = new Matrix(rows, columns);
    for (let k = 0; k < Math.min(rows, columns); k++) result.re[k * columns + k] = 1;
    return result;
  }

  /** The matrix of a diagonal. */
  static diagonal(values: ArrayLike<number>): Matrix {
    const result = new Matrix(values.length, values.length);
    for (let k = 0; k < values.length; k++) result.re[k * values.length + k] = values[k]!;
    return result;
  }

  copy(): Matrix {
    return new Matrix(this.rows, this.columns, this.re.slice(), this.im.slice());
  }

  /** The conjugate transpose. */
  adjoint(): Matrix {
    const result = new Matrix(this.columns, this.rows);
    for (let i = 0; i < this.rows; i++) {
      for (let j = 0; j < this.columns; j++) {
        result.re[j * this.rows + i] = this.re[i * this.columns + j]!;
        result.im[j * this.rows + i] = -this.im[i * this.columns + j]!;
      }
    }
    return result;
  }

  times(other: Matrix): Matrix {
    const result = new Matrix(this.rows, other.columns);
    for (let i = 0; i < this.rows; i++) {
      for (let k = 0; k < this.columns; k++) {
        const [a, b] = [this.re[i * this.columns + k]!, this.im[i * this.columns + k]!];
        if (a === 0 && b === 0) continue;
        for (let j = 0; j < other.columns; j++) {
          const [c, d] = [other.re[k * other.columns + j]!, other.im[k * other.columns + j]!];
          const place = i * other.columns + j;
          result.re[place] = result.re[place]! + a * c - b * d;
          result.im[place] = result.im[place]! + a * d + b * c;
        }
      }
    }
    return result;
  }

  /** This plus `scale` times another. */
  plus(other: Matrix, scale = 1): Matrix {
    const result = this.copy();
    for (let k = 0; k < result.re.length; k++) {
      result.re[k] = result.re[k]! + scale * other.re[k]!;
      result.im[k] = result.im[k]! + scale * other.im[k]!;
    }
    return result;
  }

  scaled(scale: number): Matrix {
    return new Matrix(
      this.rows,
      this.columns,
      this.re.map((value) => value * scale),
      this.im.map((value) => value * scale),
    );
  }

  /** The part from `row` and `column` on, `rows` by `columns`. */
  block(row: number, column: number, rows: number, columns: number): Matrix {
    const result = new Matrix(rows, columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const from = (row + i) * this.columns + column + j;
        result.re[i * columns + j] = this.re[from]!;
        result.im[i * columns + j] = this.im[from]!;
      }
    }
    return result;
  }

  /** The largest sum of the sizes of a column. */
  norm1(): number {
    let largest = 0;
    for (let j = 0; j < this.columns; j++) {
      let sum = 0;
      for (let i = 0; i < this.rows; i++)
        sum += Math.hypot(this.re[i * this.columns + j]!, this.im[i * this.columns + j]!);
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** Column `k` times the complex number `(a, b)`. */
  scale_column(k: number, a: number, b: number): void {
    for (let i = 0; i < this.rows; i++) {
      const place = i * this.columns + k;
      const [re, im] = [this.re[place]!, this.im[place]!];
      this.re[place] = re * a - im * b;
      this.im[place] = re * b + im * a;
    }
  }
}

export type Complex = readonly [re: number, im: number];

export function divided([a, b]: Complex, [c, d]: Complex): Complex {
  if (d === 0) return [a / c, b / c];
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
}

export function multiplied([a, b]: Complex, [c, d]: Complex): Complex {
  return [a * c - b * d, a * d + b * c];
}

/** The root with a positive real part. */
export function square_root([a, b]: Complex): Complex {
  if (b === 0) return a >= 0 ? [Math.sqrt(a), 0] : [0, Math.sqrt(-a)];
  const size = Math.hypot(a, b);
  const re = Math.sqrt((size + Math.abs(a)) / 2);
  const other = Math.abs(b) / (2 * re);
  return a >= 0 ? [re, Math.sign(b) * other] : [other, Math.sign(b) * re];
}
