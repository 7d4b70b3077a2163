// The entry of the backend `wasm`.
export {make_wasm_backend} from './wasm_backend.ts';
