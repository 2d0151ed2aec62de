// Makes ts/<app>/index.ts and trusted_documents.json from the schema of record, the apps' operations and the last
// release's documents, client.d.ts from client.js, and CHANGELOG.md from the last release's schema.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, parse, validate } from 'graphql';
import ts from 'typescript';
import { changelog } from './changes.js';
import { APPS, HOME, RELEASED_DOCUMENTS, SCHEMA } from './places.js';

/** Every custom scalar as TypeScript sees it; one that is missing here stops the generation. */
const SCALARS = {
  Cents: 'number', // whole cents; below 2^53 a number is exact
  Quantity: 'number',
  Date: 'string',
  DateTime: 'string',
  UUID: 'string',
  JSON: 'unknown',
  ID: 'string',
};
const CONFIG = {
  documentMode: 'string',
  enumsAsTypes: true,
  immutableTypes: true,
  scalars: SCALARS,
  strictScalars: true,
  useTypeImports: true,
};
const PRESET = {
  fragmentMasking: false,
  persistedDocuments: {
    hashAlgorithm: 'sha256',
    hashPropertyName: 'documentId',
    mode: 'replaceDocumentWithHash',
  },
};

/** The operations of an app and the fragments they share, as codegen's document files. */
export async function documentsOf(app) {
  const folder = `operations/${app}/`;
  const names = (await readdir(new URL(folder, HOME))).filter((name) => name.endsWith('.graphql')).sort();
  const shared = (await readdir(new URL('fragments/', HOME))).filter((name) => name === `${app}.graphql`);
  return Promise.all(
    [...names.map((name) => folder + name), ...shared.map((name) => `fragments/${name}`)].map(async (location) => {
      const rawSDL = await readFile(new URL(location, HOME), 'utf8');
      return { location, rawSDL, document: parse(rawSDL) };
    }),
  );
}

/** The TypeScript of one app and its documents by hash. */
async function app(name, sdl) {
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: `${name}/`,
    config: CONFIG,
    documents: await documentsOf(name),
    pluginMap: {},
    plugins: [],
    presetConfig: PRESET,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
  });
  const texts = {};
  for (const section of sections) texts[section.filename] = await codegen(section);
  return {
    module: texts[`${name}/graphql.ts`].trimEnd() + '\n',
    documents: JSON.parse(texts[`${name}/persisted-documents.json`]),
  };
}

function operationName(text) {
  return parse(text).definitions.find((each) => each.kind === 'OperationDefinition').name.value;
}

/** The documents now, and those of the last release that the schema still answers: apps in use keep working. */
export function withReleased(documents, released, sdl) {
  const schema = buildSchema(sdl);
  const kept = Object.entries(released).filter(([, { text }]) => validate(schema, parse(text)).length === 0);
  const all = Object.entries({ ...Object.fromEntries(kept), ...documents });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The types of client.js, as its comments give them. */
function clientTypes() {
  let types;
  const options = {
    allowJs: true,
    declaration: true,
    emitDeclarationOnly: true,
    module: ts.ModuleKind.NodeNext,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    types: ['node'],
  };
  ts.createProgram([fileURLToPath(new URL('client.js', HOME))], options).emit(undefined, (_name, text) => (types = text));
  return types;
}

/** The TypeScript of every app by path, and every app's documents by id. */
export async function apps(sdl) {
  const modules = new Map();
  const documents = {};
  for (const name of APPS) {
    const made = await app(name, sdl);
    modules.set(`ts/${name}/index.ts`, made.module);
    for (const [id, text] of Object.entries(made.documents)) {
      if (id !== `sha256:${createHash('sha256').update(text).digest('hex')}`) throw new Error(`${id} is not its text's`);
      documents[id] ??= { name: operationName(text), apps: [], text };
      documents[id].apps.push(name);
    }
  }
  return { modules, documents };
}

/** Every generated file: its path below this package and its text. */
export async function generated() {
  const sdl = await readFile(SCHEMA, 'utf8');
  const { modules, documents } = await apps(sdl);
  const trusted = withReleased(documents, JSON.parse(await readFile(RELEASED_DOCUMENTS, 'utf8')), sdl);
  return new Map([
    ...modules,
    ['trusted_documents.json', JSON.stringify(trusted, null, 2) + '\n'],
    ['client.d.ts', clientTypes()],
    ['CHANGELOG.md', await changelog()],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await rm(new URL('ts/', HOME), { recursive: true, force: true });
  for (const [path, text] of await generated()) {
    await mkdir(dirname(fileURLToPath(new URL(path, HOME))), { recursive: true });
    await writeFile(new URL(path, HOME), text);
    console.log(path);
  }
}
