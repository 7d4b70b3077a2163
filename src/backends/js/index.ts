// Entry `tf1/backends/js`: the reference backend as a value.
export {js_backend, make_js_backend} from './js_backend.ts';
export {evaluate} from './evaluate.ts';
