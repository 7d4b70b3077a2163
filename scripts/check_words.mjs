// Checks that code, documents and commit messages name no machine, no registry host and nothing of how the work was done.
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from './entries.mjs';

// The brackets keep these patterns from finding themselves.
const FORBIDDEN = [
  {what: 'a path of one machine', pattern: /(?:^|[^\w.])\/(?:[w]ork|[r]oot|[f]arm)\//},
  {
    what: 'a path of one machine',
    pattern: /\/[t]mp\/bash_jobs|\/\.[l]ibrary\b|\/[h]ome\/\w+\/|\/[U]sers\/\w+\//,
  },
  {what: 'a registry host', pattern: /[r]egistry\.npmjs|[p]ypi\.org|"[r]esolved":\s*"http/},
  {what: 'a registry host', pattern: /https?:\/\/[^/\s]*\b(?:[a]rtifactory|[n]exus|[m]irrors?|[p]roxy)\b/},
  {what: 'how the work was done', pattern: /\b(?:[i]ssue #?\d+|[s]ubagents?|[h]elper agents?)\b/i},
];

const git = (...args) => execFileSync('git', args, {cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28});

function faults_of(place, text) {
  return text.split('\n').flatMap((line, index) => {
    const found = FORBIDDEN.find(({pattern}) => pattern.test(line));
    return found ? [`${place}:${index + 1}: ${found.what}: ${line.trim().slice(0, 120)}`] : [];
  });
}

/** Texts among the files that git tracks or would track. */
function tracked_texts() {
  const paths = git('ls-files', '-z', '--cached', '--others', '--exclude-standard')
    .split('\0')
    .filter(Boolean);
  return paths.flatMap((path) => {
    if (!existsSync(join(ROOT, path))) return [];
    const bytes = readFileSync(join(ROOT, path));
    return bytes.includes(0) ? [] : [[path, bytes.toString('utf8')]];
  });
}

function commit_faults() {
  const commits = git('log', '--format=%H%x00%an <%ae>%n%B%x01').split('\x01\n').filter(Boolean);
  return commits.flatMap((commit) => {
    const [hash, message] = commit.split('\0');
    return faults_of(`commit ${hash.slice(0, 10)}`, message);
  });
}

const texts = tracked_texts();
const faults = [...texts.flatMap(([path, text]) => faults_of(path, text)), ...commit_faults()];
for (const line of faults) console.error(line);
console.log(`words: ${texts.length} texts and the commit messages, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
