/**
 * The elements of tensors of dtype `resource`: the names of things that a session keeps. Knows nothing of the
 * things themselves.
 */

import type {Opaque} from './ndarray_storage.ts';

/** A name of a resource (`ResourceHandleProto`); the session that made it finds the resource by it. */
export class ResourceHandle implements Opaque {
  readonly container: string;
  readonly name: string;
  /** The C++ type under which TensorFlow keeps the resource; empty where it is not known. */
  readonly type_name: string;

  constructor(container: string, name: string, type_name: string) {
    this.container = container;
    this.name = name;
    this.type_name = type_name;
  }

  toString(): string {
    return `<ResourceHandle(container="${this.container}" name="${this.name}")>`;
  }
}
