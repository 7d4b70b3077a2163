// Prints how the sources stand against the limits of the habits, and fails past them.
import {measure} from './lib/budget.mjs';
import {read_sources} from './lib/sources.mjs';

const FILE_LINES = 400;
const FUNCTION_LINES = 60;
const MEDIAN_FUNCTION_LINES = 12;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const files = [...read_sources()].map(([path, text]) => measure(path, text));
const functions = files.flatMap((file) => file.functions.map((one) => ({...one, path: file.path})));
const in_sources = functions.filter(({path}) => path.startsWith('src/'));
const middle = median(in_sources.map(({lines}) => lines));

const faults = [
  ...files
    .filter(({lines}) => lines > FILE_LINES)
    .map(({path, lines}) => `${path}: ${lines} lines (at most ${FILE_LINES})`),
  ...functions
    .filter(({lines}) => lines > FUNCTION_LINES)
    .map(
      ({path, line, name, lines}) =>
        `${path}:${line}: ${name} has ${lines} lines (at most ${FUNCTION_LINES})`,
    ),
  ...files.flatMap(({path, faults: own}) => own.map(({line, what}) => `${path}:${line}: ${what}`)),
];
if (middle > MEDIAN_FUNCTION_LINES) {
  faults.push(`the median function of src has ${middle} lines (at most ${MEDIAN_FUNCTION_LINES})`);
}

for (const line of faults) console.error(line);
const total = (of) => files.filter(({path}) => path.startsWith(of)).reduce((sum, {lines}) => sum + lines, 0);
console.log(`budget: ${files.length} files, ${total('src/')} lines of src, ${total('test/')} of test`);
const longest = Math.max(0, ...functions.map(({lines}) => lines));
const largest = Math.max(0, ...files.map(({lines}) => lines));
console.log(
  `budget: longest file ${largest}, longest function ${longest}, median function of src ${middle} lines`,
);
console.log(`budget: ${faults.length} past the limits`);
if (faults.length > 0) process.exitCode = 1;
