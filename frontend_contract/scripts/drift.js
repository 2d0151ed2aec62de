// Whether the committed files are those that would be generated now, and every breaking change is announced.
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ANNOUNCED, sinceRelease, unannounced } from './changes.js';
import { generated } from './generate.js';
import { HOME } from './places.js';

/** Paths under `home` that differ from the generated files, are missing, or are nobody's. */
export async function drifted(files, home = HOME) {
  const found = [];
  for (const [path, text] of files) {
    const there = await readFile(new URL(path, home), 'utf8').catch(() => undefined);
    if (there !== text) found.push(path);
  }
  const typed = await readdir(new URL('ts/', home), { recursive: true, withFileTypes: true });
  const strays = typed
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(fileURLToPath(home).length))
    .filter((path) => !files.has(path));
  return [...found, ...strays];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = await drifted(await generated());
  const announced = JSON.parse(await readFile(ANNOUNCED, 'utf8'));
  const faults = [
    ...stale.map((path) => `${path} is not what \`npm run generate\` makes`),
    ...unannounced(await sinceRelease(), announced),
  ];
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length ? 1 : 0;
}
