// Equations of sums of products (`ij,jk->ik`) and what each label of one stands for. Knows no tensors.

/** The labels of each operand and of the result; an ellipsis is one label, `...`. */
export interface EinsumEquation {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
}

const labels_of = (text: string): string[] => text.match(/\.\.\.|[^.]/g) ?? [];

/** The parts of `equation`, which has an arrow. */
export function parse_einsum(equation: string): EinsumEquation {
  const [left = '', right = ''] = equation.replaceAll(' ', '').split('->');
  return {inputs: left.split(',').map(labels_of), output: labels_of(right)};
}

/** Labels with one of its own for each axis of an ellipsis, counted from the last one: `...0`, `...1`. */
export function with_ellipsis(labels: readonly string[], count: number): string[] {
  return labels.flatMap((label) =>
    label === '...' ? Array.from({length: count}, (_, axis) => `...${count - 1 - axis}`) : [label],
  );
}
