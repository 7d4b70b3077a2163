// Runs every `check:*` script of package.json, two at a time, and prints what each took; fails if one fails.
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from './entries.mjs';

const AT_ONCE = 2;

const {scripts} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const waiting = Object.keys(scripts).filter((name) => name.startsWith('check:'));
const failed = [];

/** Runs one script to its end; its output comes in one piece. */
function run(name) {
  const start = performance.now();
  const child = spawn('npm', ['run', '--silent', name], {cwd: ROOT});
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(data));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
      process.stdout.write(Buffer.concat(output));
      if (code !== 0) failed.push(name);
      resolve();
    });
  });
}

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await run(name);
}

await Promise.all(Array.from({length: AT_ONCE}, work));
if (failed.length > 0) {
  console.error(`check: failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
