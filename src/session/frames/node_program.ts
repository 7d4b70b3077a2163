/**
 * A single node as a program of its own, so that the frame executor computes with the same kernels as
 * compiled runs do.
 */
import type {Backend, Executable} from '../../backends/backend.ts';
import type {Parameter, Program, ProgramValue, Step} from '../../compile/program.ts';
import {
  READ_RULES,
  step_attributes,
  threaded_state,
  UPDATE_RULES,
  update_slots,
  variable_slots,
  type ReadRule,
  type StepMaker,
  type UpdateRule,
} from '../../compile/state_rules.ts';
import {variable_of, variable_type} from '../../compile/variables.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {float32, resource, type DType} from '../../types/dtypes.ts';
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

/** Takes the inputs and what is threaded through the node; gives the outputs and that changed. */
function plain_program(op: Operation): Program {
  const builder = new Builder();
  const inputs = op.inputs.map((input) => builder.parameter(input.dtype, input.shape));
  const threaded = threaded_state(op.type);
  if (threaded !== null) inputs.push(builder.parameter(threaded.dtype, threaded.shape));
  const outputs = op.outputs.map((output) => builder.value(output.dtype, output.shape));
  if (threaded !== null) outputs.push(builder.value(threaded.dtype, threaded.shape));
  builder.steps.push({op: op.type, node: op.name, inputs, outputs, attrs: step_attributes(op)});
  return builder.program(outputs);
}

/** What rules make steps with, in a program of one node. */
function maker_of(op: Operation, builder: Builder): StepMaker {
  return {
    op,
    step(type, inputs, attrs, like) {
      const outputs = like.map(({dtype, shape}) => builder.value(dtype, shape));
      builder.steps.push({op: type, node: op.name, inputs, outputs, attrs});
      return outputs;
    },
    constant(value) {
      const output = builder.value(value.dtype, as_shape(value.shape));
      const attrs = {value, dtype: value.dtype};
      builder.steps.push({op: 'Const', node: op.name, inputs: [], outputs: [output], attrs});
      return output;
    },
  };
}

/** The dtype of what an input's parameter holds: of a variable's value where the input stands for a variable. */
function input_type(op: Operation, slot: number): DType {
  const input = op.inputs[slot] as Tensor;
  if (input.dtype !== resource || !variable_slots(op).includes(slot)) return input.dtype;
  const variable = variable_of(input);
  if (variable !== null) return variable_type(variable).dtype;
  const attr = ['dtype', 'T'].find((name) => op.has_attr(name));
  return attr === undefined ? float32 : op.get_attr<DType>(attr);
}

/** Takes the variables' values if the rule reads them, then the other inputs; gives the next values, then the outputs. */
function update_program(op: Operation, rule: UpdateRule): Program {
  const builder = new Builder();
  const parameter = (slot: number): ProgramValue => builder.parameter(input_type(op, slot), unknown_shape());
  const {targets, others} = update_slots(op);
  const before = rule.reads ? targets.map(parameter) : [];
  const inputs = others.map(parameter);
  const {next, outputs = []} = rule.update(before, inputs, maker_of(op, builder));
  return builder.program([...next, ...outputs]);
}

/** Takes the variable's value and the other inputs; gives the outputs. */
function read_program(op: Operation, rule: ReadRule): Program {
  const builder = new Builder();
  const inputs = op.inputs.map((_, slot) => builder.parameter(input_type(op, slot), unknown_shape()));
  return builder.program(rule(inputs, maker_of(op, builder)));
}

/** The program of one node. */
function node_program(op: Operation): Program {
  const update = UPDATE_RULES[op.type];
  if (update !== undefined) return update_program(op, update);
  const read = READ_RULES[op.type];
  return read === undefined ? plain_program(op) : read_program(op, read);
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
