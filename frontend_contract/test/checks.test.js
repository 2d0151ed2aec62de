// Each check of this package catches the fault planted for it.
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { changes, releases, section, unannounced } from '../scripts/changes.js';
import { drifted } from '../scripts/drift.js';
import { withReleased } from '../scripts/generate.js';
import { linter } from '../scripts/lint.js';
import { HOME, SCHEMA } from '../scripts/places.js';

const SDL = await readFile(SCHEMA, 'utf8');

async function rulesBroken(text, file) {
  const [result] = await linter().lintText(text, { filePath: fileURLToPath(new URL(file, HOME)) });
  return result.messages.map((each) => each.ruleId?.replace('@graphql-eslint/', '') ?? each.message);
}

test('a field without a description is seen by the lint', async () => {
  const planted = SDL.replace('type AssessmentConnection {\n  """The rows with their cursors."""\n', 'type AssessmentConnection {\n');
  assert.notEqual(planted, SDL);
  assert.deepEqual(await rulesBroken(planted, '../graphql/schema.graphql'), ['require-description']);
});

test('an unused fragment, an unused variable and an anonymous operation are seen by the lint', async () => {
  const path = 'operations/auditor/UseLog.graphql';
  const unused = 'query UseLog($first: Int) { me { __typename } }\n\nfragment Stray on Client { id }\n';
  assert.deepEqual((await rulesBroken(unused, path)).sort(), ['no-unused-fragments', 'no-unused-variables']);
  assert.deepEqual(await rulesBroken('{ me { id } }\n', path), ['no-anonymous-operations']);
});

test('a removed field is a breaking change until it is announced', async () => {
  const planted = SDL.replace('  """Whether it is completed; a completed one does not change."""\n  state: AssessmentState!\n', '');
  const changed = await changes(SDL, planted);
  assert.deepEqual(
    changed.map((each) => [each.criticality.level, each.path]),
    [['BREAKING', 'Assessment.state']],
  );
  const told = "not announced: Assessment.state: Field 'state' was removed from object type 'Assessment'";
  assert.deepEqual(unannounced(changed, {}), [told]);
  assert.deepEqual(unannounced(changed, { 'Assessment.state': 'Use phase; told on 2026-01-10.' }), []);
  assert.deepEqual(unannounced([], { 'Assessment.state': 'Stale.' }), ['announced but unchanged: Assessment.state']);
});

test('the changelog parts changes by how much they hurt, and keeps the sections of releases', async () => {
  const before = 'enum Unit { HOUR PIECE } type Query { unit: Unit cents: Int }';
  const after = 'enum Unit { HOUR PIECE DAY } type Query { unit: Unit id: ID }';
  assert.equal(
    section('Unreleased', await changes(before, after)),
    "## Unreleased\n\n### Breaking\n\n- Field 'cents' was removed from object type 'Query'.\n" +
      "\n### Dangerous\n\n- Enum value 'DAY' was added to enum 'Unit'.\n" +
      "\n### Non-breaking\n\n- Field 'id' was added to object type 'Query'.\n",
  );
  assert.equal(releases('# Changes\n\n## Unreleased\n\nNothing.\n\n## 0.2.0\n\nA.\n\n## 0.1.0\n'), '## 0.2.0\n\nA.\n\n## 0.1.0\n');
});

test('a changed, a missing and a stray file are drift', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hb-drift-'));
  const files = new Map([['ts/a/index.ts', 'a\n'], ['ts/b/index.ts', 'b\n'], ['trusted_documents.json', '{}\n']]);
  for (const path of ['ts/a/index.ts', 'ts/c/index.ts', 'trusted_documents.json']) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), path.startsWith('ts/a') ? 'a by hand\n' : '{}\n');
  }
  assert.deepEqual(await drifted(files, pathToFileURL(`${folder}/`)), ['ts/a/index.ts', 'ts/b/index.ts', 'ts/c/index.ts']);
  await rm(folder, { recursive: true });
});

test("the last release's documents stay trusted as long as the schema answers them", () => {
  const sdl = 'type Query { now: Int, soon: Int }';
  const trusted = withReleased(
    { 'sha256:b': { name: 'B', apps: ['client'], text: 'query B { soon }' } },
    {
      'sha256:a': { name: 'A', apps: ['client'], text: 'query A { now }' },
      'sha256:b': { name: 'B', apps: ['client', 'producer'], text: 'query B { soon }' },
      'sha256:c': { name: 'C', apps: ['client'], text: 'query C { gone }' },
    },
    sdl,
  );
  assert.deepEqual(Object.keys(trusted), ['sha256:a', 'sha256:b']);
  assert.deepEqual(trusted['sha256:b'].apps, ['client']);
});
