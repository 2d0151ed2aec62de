// The whole check of this package, its parts side by side: lint, types, drift and breaking changes, tests.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HOME } from './places.js';

const PARTS = {
  lint: ['scripts/lint.js'],
  types: ['node_modules/typescript/bin/tsc'],
  drift: ['scripts/drift.js'],
  tests: ['--test', '--test-reporter=dot'],
};

function run(name, command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: fileURLToPath(HOME) });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}${said.trim() ? `\n${said.trimEnd()}` : ''}`);
      resolve(code === 0);
    });
  });
}

const passed = await Promise.all(Object.entries(PARTS).map(([name, command]) => run(name, command)));
process.exitCode = passed.every(Boolean) ? 0 : 1;
