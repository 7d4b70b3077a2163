// Entry `tf1/backends/kernels`: what a backend of one's own is made from.
export {kernel_backend} from '../kernel_backend.ts';
export {KernelError} from '../kernel_error.ts';
export type {Backend, Executable, Kernel, KernelContext} from '../backend.ts';
export type {KernelBackendOptions} from '../kernel_options.ts';
