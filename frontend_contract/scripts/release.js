// Closes a release: `npm run release 0.2.0` gives its changes their section and makes the present SDL and documents
// the released ones.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { ANNOUNCED, CHANGELOG, RELEASED, changelog, section, sinceRelease } from './changes.js';
import { apps } from './generate.js';
import { HOME, RELEASED_DOCUMENTS, SCHEMA } from './places.js';

const [version] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
  console.error('Usage: npm run release <version>, such as 0.2.0');
  process.exit(2);
}
const unreleased = section('Unreleased', await sinceRelease());
const text = (await changelog()).replace(unreleased, `${section('Unreleased', [])}\n${section(version, await sinceRelease())}`);
const manifest = new URL('package.json', HOME);
const described = JSON.parse(await readFile(manifest, 'utf8'));
await writeFile(CHANGELOG, text);
await copyFile(SCHEMA, RELEASED);
await writeFile(RELEASED_DOCUMENTS, `${JSON.stringify((await apps(await readFile(SCHEMA, 'utf8'))).documents, null, 2)}\n`);
await writeFile(ANNOUNCED, '{}\n');
await writeFile(manifest, `${JSON.stringify({ ...described, version }, null, 2)}\n`);
console.log(`Released ${version}.`);
