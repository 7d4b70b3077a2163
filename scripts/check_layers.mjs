// Checks that imports go up the house only and that no files import each other in a circle.
import {import_cycles, import_graph, layer_faults} from './lib/layers.mjs';
import {read_sources} from './lib/sources.mjs';

const graph = import_graph(read_sources());
const faults = layer_faults(graph);
const cycles = import_cycles(graph);
for (const line of faults) console.error(line);
for (const cycle of cycles) console.error(`import cycle: ${cycle.join(' -> ')}`);
console.log(`layers: ${graph.size} files, ${faults.length} imports down the house, ${cycles.length} cycles`);
if (faults.length + cycles.length > 0) process.exitCode = 1;
