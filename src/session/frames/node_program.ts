/**
 * A single node as a program of its own, so that the frame executor computes with the same kernels as
 * compiled runs do.
 */
import type {Backend, Executable} from '../../backends/backend.ts';
import type {Parameter, Program, ProgramValue, Step} from '../../compile/program.ts';
import {RANDOM_OPS, step_attributes, UPDATE_RULES, type UpdateRule} from '../../compile/state_rules.ts';
import type {Operation} from '../../graph/operation.ts';
import {uint32, type DType} from '../../types/dtypes.ts';
import {as_shape, unknown_shape, type TensorShape} from '../../types/tensor_shape.ts';

class Builder {
  readonly parameters: Parameter[] = [];
  readonly steps: Step[] = [];
  #next = 0;

  value(dtype: DType, shape: TensorShape): ProgramValue {
    return {id: this.#next++, dtype: dtype.base_dtype, shape};
  }

  parameter(dtype: DType, shape: TensorShape): ProgramValue {
    const value = this.value(dtype, shape);
    this.parameters.push({value, role: {kind: 'argument', index: this.parameters.length}, donated: false});
    return value;
  }

  program(results: readonly ProgramValue[]): Program {
    const {parameters, steps} = this;
    return {
      parameters,
      steps,
      results: results.map((value, index) => ({value, role: {kind: 'argument', index}})),
    };
  }
}

/** Takes the inputs (of a random node also its counter); gives the outputs (and the advanced counter). */
function plain_program(op: Operation): Program {
  const builder = new Builder();
  const inputs = op.inputs.map((input) => builder.parameter(input.dtype, input.shape));
  const random = RANDOM_OPS.has(op.type);
  if (random) inputs.push(builder.parameter(uint32, as_shape([6])));
  const outputs = op.outputs.map((output) => builder.value(output.dtype, output.shape));
  if (random) outputs.push(builder.value(uint32, as_shape([6])));
  builder.steps.push({op: op.type, node: op.name, inputs, outputs, attrs: step_attributes(op)});
  return builder.program(outputs);
}

/** Takes the variable's value if the rule reads it, then the other inputs; gives the next value. */
function update_program(op: Operation, rule: UpdateRule): Program {
  const builder = new Builder();
  const [reference, ...rest] = op.inputs;
  const before = rule.reads && reference ? builder.parameter(reference.dtype, unknown_shape()) : null;
  const inputs = rest.map((input) => builder.parameter(input.dtype, unknown_shape()));
  const next = rule.update(
    before,
    inputs,
    (type, args, attrs, like) => {
      const output = builder.value(like.dtype, like.shape);
      builder.steps.push({op: type, node: op.name, inputs: args, outputs: [output], attrs});
      return output;
    },
    op,
  );
  return builder.program([next]);
}

/** The program of one node. */
function node_program(op: Operation): Program {
  const rule = UPDATE_RULES[op.type];
  return rule === undefined ? plain_program(op) : update_program(op, rule);
}

/** Compiled programs of nodes, kept as long as one run. */
export class NodePrograms<B> {
  readonly #backend: Backend<B>;
  readonly #executables = new Map<Operation, Executable<B>>();

  constructor(backend: Backend<B>) {
    this.#backend = backend;
  }

  async run(op: Operation, inputs: readonly B[]): Promise<readonly B[]> {
    let executable = this.#executables.get(op);
    if (executable === undefined) {
      executable = await this.#backend.compile(node_program(op));
      this.#executables.set(op, executable);
    }
    return executable.run(inputs);
  }

  dispose(): void {
    for (const executable of this.#executables.values()) executable.dispose();
    this.#executables.clear();
  }
}
