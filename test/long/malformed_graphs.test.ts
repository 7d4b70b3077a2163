// A hundred thousand damaged GraphDefs. Prints what became of them.
import {try_many} from '../robustness/malformed_graphs.ts';

const MUTATIONS = 100_000;
const TIME_LIMIT = 1_200_000;

test(
  'damaged graphs',
  async () => {
    const start = performance.now();
    const outcomes = await try_many(MUTATIONS, 1_000_000);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const counts = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
    process.stdout.write(`${MUTATIONS} damaged graphs in ${seconds} s: ${counts}\n`);
  },
  TIME_LIMIT,
);
