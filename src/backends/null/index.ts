// Entry `tf1/backends/null`: the backend that plans only.
export {null_backend} from './null_backend.ts';
