// The loss of connectionist temporal classification: how likely labels are when blanks may stand between them and
// each may last, over all their places in time. Log probabilities throughout. Knows no op.

const {exp, log, log1p, max, min} = Math;

/** log(exp(x) + exp(y)). */
export function log_sum(x: number, y: number): number {
  if (x === -Infinity) return y;
  if (y === -Infinity) return x;
  return x > y ? x + log1p(exp(y - x)) : y + log1p(exp(x - y));
}

/** One sequence: probabilities [time, classes], and its labels with blanks before, between and behind them. */
export interface Sequence {
  readonly probabilities: Float64Array;
  readonly classes: number;
  readonly times: number;
  readonly labels: readonly number[];
  /** Whether neighbours of one label need a blank between them. */
  readonly merges: boolean;
}

/** Whether the way may go from place `u` over the blank to `u + 2`. */
function may_skip({labels, classes, merges}: Sequence, u: number): boolean {
  const [here, next] = [labels[u] as number, labels[u + 2] as number];
  if (here === classes - 1 || next === classes - 1) return false;
  return !(merges && here === next);
}

/** The places among the labels that can be at time `t` if all is to be said in time. */
function reachable({labels, times}: Sequence, t: number): readonly [number, number] {
  const count = labels.length;
  return [max(0, count - 2 * (times - t)), min(count, 2 * (t + 1))];
}

function probability({probabilities, classes, labels}: Sequence, t: number, u: number): number {
  return log(probabilities[t * classes + (labels[u] as number)] as number);
}

/** For each time and place, how likely it is to come there. */
function forward(sequence: Sequence): Float64Array {
  const {labels, times} = sequence;
  const count = labels.length;
  const alpha = new Float64Array(count * times).fill(-Infinity);
  alpha[0] = probability(sequence, 0, 0);
  if (count > 1) alpha[1] = probability(sequence, 0, 1);
  for (let t = 1; t < times; t++) {
    const [first, end] = reachable(sequence, t);
    const before = (t - 1) * count;
    for (let u = first; u < end; u++) {
      let sum = alpha[before + u] as number;
      if (!sequence.merges && labels[u] !== sequence.classes - 1) sum = -Infinity;
      if (u > 0) sum = log_sum(sum, alpha[before + u - 1] as number);
      if (u > 1 && may_skip(sequence, u - 2)) sum = log_sum(sum, alpha[before + u - 2] as number);
      alpha[t * count + u] = probability(sequence, t, u) + sum;
    }
  }
  return alpha;
}

/** For each time and place, how likely the rest is from there. */
function backward(sequence: Sequence): Float64Array {
  const {labels, times} = sequence;
  const count = labels.length;
  const beta = new Float64Array(count * times).fill(-Infinity);
  for (let u = max(0, count - 2); u < count; u++) beta[(times - 1) * count + u] = 0;
  for (let t = times - 2; t >= 0; t--) {
    const [first, end] = reachable(sequence, t);
    const after = (t + 1) * count;
    for (let u = first; u < end; u++) {
      let sum = -Infinity;
      if (sequence.merges || labels[u] === sequence.classes - 1) {
        sum = (beta[after + u] as number) + probability(sequence, t + 1, u);
      }
      if (u + 1 < count)
        sum = log_sum(sum, (beta[after + u + 1] as number) + probability(sequence, t + 1, u + 1));
      if (u + 2 < count && may_skip(sequence, u)) {
        sum = log_sum(sum, (beta[after + u + 2] as number) + probability(sequence, t + 1, u + 2));
      }
      beta[t * count + u] = sum;
    }
  }
  return beta;
}

/** The loss, and its gradient by the inputs of the softmax that gave the probabilities. */
export function ctc_loss(sequence: Sequence): {readonly loss: number; readonly gradient: Float64Array} {
  const {probabilities, classes, times, labels} = sequence;
  const count = labels.length;
  const [alpha, beta] = [forward(sequence), backward(sequence)];
  let total = -Infinity;
  for (let u = 0; u < count; u++) total = log_sum(total, (alpha[u] as number) + (beta[u] as number));
  const gradient = Float64Array.from(probabilities);
  if (total === -Infinity) return {loss: Infinity, gradient};
  const shares = new Float64Array(classes);
  for (let t = 0; t < times; t++) {
    shares.fill(-Infinity);
    for (let u = 0; u < count; u++) {
      const label = labels[u] as number;
      const way = (alpha[t * count + u] as number) + (beta[t * count + u] as number);
      shares[label] = log_sum(shares[label] as number, way);
    }
    for (let label = 0; label < classes; label++) {
      const at = t * classes + label;
      gradient[at] = (probabilities[at] as number) - exp((shares[label] as number) - total);
    }
  }
  return {loss: -total, gradient};
}
