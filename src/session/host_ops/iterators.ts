/** Host operations on iterators, optional elements and whole datasets. */
import {InvalidArgumentError} from '../../errors.ts';
import {decode_message} from '../../formats/decode.ts';
import {encode_message} from '../../formats/encode.ts';
import {encode_record} from '../../formats/records.ts';
import {concatenate_bytes} from '../../util/bytes.ts';
import type {FunctionAttribute} from '../../graph/attributes.ts';
import {bool, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {Optional, optional_value} from '../../backends/js/optional.ts';
import {batched} from '../datasets/arrays.ts';
import {check_compression, packed} from '../datasets/compression.ts';
import {dataset_of, Iteration, type Item} from '../datasets/dataset.ts';
import {check_item_types, end_of_sequence, IteratorResource, type ItemType} from '../datasets/iterator.ts';
import type {FunctionCache} from '../function_cache.ts';
import {row_of} from '../queues/elements.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {handle_of, make_handle, resource_input, resource_place} from '../resources.ts';

type Attrs = HostContext['attrs'];

function item_type({output_types = [], output_shapes = []}: Attrs): ItemType {
  return {types: output_types as readonly DType[], shapes: output_shapes as readonly TensorShape[]};
}

const iterator: HostOperation = {
  run(_, context) {
    const place = resource_place(context);
    const {resources, attrs} = context;
    resources.lookup_or_create(
      IteratorResource,
      place.container,
      place.name,
      () => new IteratorResource(item_type(attrs)),
    );
    return [make_handle(IteratorResource, place)];
  },
};

const make_iterator: HostOperation = {
  async run([dataset, handle], context) {
    const resource = resource_input(IteratorResource, handle as NDArray, context.resources);
    await resource.initialize(dataset_of(dataset), context);
    return [];
  },
};

/** The first run makes the dataset by a function without arguments. */
const one_shot_iterator: HostOperation = {
  async run(_, context) {
    const place = resource_place(context);
    const {resources, attrs, signal} = context;
    const make = (): IteratorResource => new IteratorResource(item_type(attrs));
    const resource = resources.lookup_or_create(IteratorResource, place.container, place.name, make);
    if (!resource.is_initialized) {
      const functions = context.functions();
      try {
        const [dataset] = await functions.call(attrs['dataset_factory'] as FunctionAttribute, [], signal);
        await resource.initialize(dataset_of(dataset), context);
      } finally {
        functions.close();
      }
    }
    return [make_handle(IteratorResource, place)];
  },
};

function next_of([handle]: readonly NDArray[], {resources, signal}: HostContext): Promise<Item | null> {
  return resource_input(IteratorResource, handle as NDArray, resources).next(signal);
}

const get_next: HostOperation = {
  waits: true,
  async run(inputs, context) {
    const item = await next_of(inputs, context);
    if (item === null) throw end_of_sequence();
    return item;
  },
};

const get_next_as_optional: HostOperation = {
  waits: true,
  run: async (inputs, context) => [optional_value(await next_of(inputs, context))],
};

function optional_of([array]: readonly NDArray[]): Optional {
  const found = array === undefined ? undefined : as_opaque(Optional, array);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(null, null, 'Input is not an Optional object.');
}

function truth(value: boolean): NDArray {
  return new NDArray(bool, [], Uint8Array.of(value ? 1 : 0));
}

const optional_get_value: HostOperation = {
  run(inputs, {attrs}) {
    const {item} = optional_of(inputs);
    if (item === null)
      throw new InvalidArgumentError(null, null, 'The given optional does not have a value.');
    check_item_types(item_type(attrs), {
      types: item.map(({dtype}) => dtype),
      shapes: item_type(attrs).shapes,
    });
    return item;
  },
};

const to_string_handle: HostOperation = {
  run([handle]) {
    const {container, name, type_name} = handle_of(handle as NDArray);
    const message = {
      device: '/job:localhost/replica:0/task:0/device:CPU:0',
      container,
      name,
      hash_code: 0n,
      maybe_type_name: type_name,
      dtypes_and_shapes: [],
    };
    return [new NDArray(string, [], [encode_message('ResourceHandleProto', message)])];
  },
};

const from_string_handle: HostOperation = {
  run([text], {resources, attrs}) {
    let place: {container: string; name: string};
    try {
      place = decode_message('ResourceHandleProto', (text as NDArray).data[0] as Uint8Array);
    } catch {
      throw new InvalidArgumentError(null, null, 'Could not parse string_handle as a valid ResourceHandle');
    }
    const asked = item_type(attrs);
    const {item_type: held} = resources.lookup(IteratorResource, place.container, place.name);
    if (asked.types.length > 0) check_item_types(asked, {types: held.types, shapes: asked.shapes});
    if (asked.shapes.length > 0) check_item_types({types: held.types, shapes: asked.shapes}, held);
    return [make_handle(IteratorResource, place)];
  },
};

/** Uses the elements of a dataset that nobody else sees. */
async function with_items<R>(
  array: NDArray | undefined,
  context: HostContext,
  use: (items: ReturnType<ReturnType<typeof dataset_of>['iterate']>, iteration: Iteration) => Promise<R>,
): Promise<R> {
  const iteration = new Iteration(context);
  iteration.signal = context.signal;
  try {
    return await use(dataset_of(array).iterate(iteration), iteration);
  } finally {
    await iteration.finish();
  }
}

const to_single_element: HostOperation = {
  waits: true,
  run: ([dataset], context) =>
    with_items(dataset, context, async (items) => {
      const only = await items.next();
      if (only === null) throw new InvalidArgumentError(null, null, 'Dataset was empty.');
      if ((await items.next()) !== null)
        throw new InvalidArgumentError(null, null, 'Dataset had more than one element.');
      return only;
    }),
};

const reduce: HostOperation = {
  waits: true,
  run: ([dataset, ...rest], context) =>
    with_items(dataset, context, async (items, iteration) => {
      const {attrs} = context;
      const count = (attrs['Tstate'] as readonly DType[]).length;
      const called = {function: attrs['f'] as FunctionAttribute, captured: rest.slice(count)};
      let state: Item = rest.slice(0, count);
      for (let item = await items.next(); item !== null; item = await items.next())
        state = await iteration.call(called, [...state, ...item]);
      return state;
    }),
};

const cardinality: HostOperation = {
  run: ([dataset]) => [new NDArray(int64, [], BigInt64Array.of(BigInt(dataset_of(dataset).cardinality())))],
};

/** Writes the elements, which are strings, as records of a file. */
const to_records: HostOperation = {
  waits: true,
  run: ([dataset, name, type], context) =>
    with_items(dataset, context, async (items) => {
      const [path, compression] = [name, type].map((array) =>
        decoder.decode((array as NDArray).data[0] as Uint8Array),
      );
      check_compression(compression as string);
      const records: Uint8Array[] = [];
      for (let item = await items.next(); item !== null; item = await items.next())
        records.push(encode_record(item[0]?.data[0] as Uint8Array));
      const files = await context.files();
      await files.write(path as string, await packed(concatenate_bytes(records), compression as string));
      return [];
    }),
};

/** Functions that a node calls: their state lasts as long as the session. */
class NodeFunctions {
  static readonly type_name = 'functions of a node';
  readonly cache: FunctionCache;

  constructor(cache: FunctionCache) {
    this.cache = cache;
  }

  dispose(): void {
    this.cache.close();
  }
}

/** Calls a function for each row of the arguments. */
const map_defun: HostOperation = {
  waits: true,
  async run(inputs, context) {
    const {attrs, resources, op, signal} = context;
    const count = (attrs['Targuments'] as readonly DType[]).length;
    const [rows, captured] = [inputs.slice(0, count), inputs.slice(count)];
    const [size = 0] = rows[0]?.shape ?? [];
    rows.forEach(({shape}, i) => {
      if (shape[0] === size) return;
      throw new InvalidArgumentError(
        null,
        null,
        `All inputs must have the same dimension 0. Input ${i} has leading dimension ${shape[0]}, while all previous inputs have leading dimension ${size}`,
      );
    });
    const {cache} = resources.lookup_or_create(
      NodeFunctions,
      '',
      op.name,
      () => new NodeFunctions(context.functions()),
    );
    const found: Item[] = [];
    for (let i = 0; i < size; i++) {
      const given = [...rows.map((row) => row_of(row, i)), ...captured];
      found.push(await cache.call(attrs['f'] as FunctionAttribute, given, signal));
    }
    if (size > 0) return batched(found);
    const shapes = attrs['output_shapes'] as readonly TensorShape[];
    return (attrs['output_types'] as readonly DType[]).map((dtype, i) =>
      NDArray.zeros([0, ...(shapes[i] as TensorShape).as_list().map((each) => each ?? 0)], dtype),
    );
  },
};

/** What only other ops of its kind know something of. */
class Named {
  static readonly type_name = 'name';
}

/** A handle of something that changes no element. */
const handle_only: HostOperation = {
  run(_, context) {
    const place = resource_place(context);
    context.resources.lookup_or_create(Named, place.container, place.name, () => new Named());
    return [make_handle(Named, place)];
  },
};

const decoder = new TextDecoder();

const as_it_is: HostOperation = {run: ([dataset]) => [dataset as NDArray]};

export const ITERATOR_OPERATIONS: HostOperations = {
  DatasetCardinality: cardinality,
  DatasetToTFRecord: to_records,
  DatasetToSingleElement: to_single_element,
  DummyMemoryCache: handle_only,
  DummySeedGenerator: handle_only,
  Iterator: iterator,
  IteratorFromStringHandle: from_string_handle,
  IteratorFromStringHandleV2: from_string_handle,
  IteratorGetNext: get_next,
  IteratorGetNextAsOptional: get_next_as_optional,
  IteratorGetNextSync: get_next,
  IteratorToStringHandle: to_string_handle,
  IteratorV2: iterator,
  MakeIterator: make_iterator,
  MapDefun: map_defun,
  OneShotIterator: one_shot_iterator,
  OptionalFromValue: {run: (inputs) => [optional_value(inputs)]},
  OptionalGetValue: optional_get_value,
  OptionalHasValue: {run: (inputs) => [truth(optional_of(inputs).item !== null)]},
  OptionalNone: {run: () => [optional_value(null)]},
  ReduceDataset: reduce,
  StatsAggregatorHandle: handle_only,
  StatsAggregatorHandleV2: handle_only,
  ThreadPoolHandle: handle_only,
  UnwrapDatasetVariant: as_it_is,
  WrapDatasetVariant: as_it_is,
};
