// Lints the schema of record and the apps' operations; exits 1 on any finding.
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { HOME, REPOSITORY } from './places.js';

const FILES = ['graphql/schema.graphql', 'frontend_contract/operations/**/*.graphql', 'frontend_contract/fragments/*.graphql'];

/** The linter with this package's rules, at the repository's root. */
export function linter() {
  return new ESLint({
    cwd: fileURLToPath(REPOSITORY),
    overrideConfigFile: fileURLToPath(new URL('eslint.config.js', HOME)),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const eslint = linter();
  const results = await eslint.lintFiles(FILES);
  const formatter = await eslint.loadFormatter('stylish');
  console.log((await formatter.format(results)) || `${results.length} files linted.`);
  process.exitCode = results.some((each) => each.errorCount + each.warningCount > 0) ? 1 : 0;
}
