/** `tf.ConfigProto` with our own field `backend`, which no file holds. */
import type {Backend} from '../backends/backend.ts';
import type {MessageInit} from '../formats/schemas.ts';
import {ConfigProto as PlainConfigProto, type ConfigProto as PlainConfig} from '../formats/protos.ts';
import type {BackendName, SessionConfig} from './config.ts';

type BackendField = BackendName | (string & {}) | Backend | null;

/** A configuration of sessions. */
export type ConfigProto = PlainConfig & {backend: BackendField};
/** What sessions take as their configuration. */
export type ConfigLike = SessionConfig | ConfigProto;
/** The fields of a configuration. */
export type ConfigFields = MessageInit<'ConfigProto'> & {readonly backend?: BackendField};

const BACKENDS = new WeakMap<object, BackendField>();

Object.defineProperty(PlainConfigProto.prototype, 'backend', {
  get(this: object): BackendField {
    return BACKENDS.get(this) ?? null;
  },
  set(this: object, backend: BackendField): void {
    BACKENDS.set(this, backend);
  },
  configurable: true,
});

function make(fields: ConfigFields | null | undefined): ConfigProto {
  const {backend, ...rest} = fields ?? {};
  const config = new PlainConfigProto(rest) as ConfigProto;
  if (backend !== undefined) config.backend = backend;
  return config;
}

interface ConfigProtoClass {
  new (fields?: ConfigFields | null): ConfigProto;
  (fields?: ConfigFields | null): ConfigProto;
  FromString(bytes: Uint8Array): ConfigProto;
}

/** `tf.ConfigProto(fields)`, with or without `new`. */
export const ConfigProto = new Proxy(PlainConfigProto, {
  apply: (_target, _self, [fields]: [ConfigFields?]) => make(fields),
  construct: (_target, [fields]: [ConfigFields?]) => make(fields),
}) as typeof PlainConfigProto & ConfigProtoClass;
