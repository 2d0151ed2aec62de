// What changed in the schema since the last release: CHANGELOG.md, and breaking changes that nobody announced.
import { readFile } from 'node:fs/promises';
import { diff, DiffRule } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { HOME, SCHEMA } from './places.js';

export const CHANGELOG = new URL('CHANGELOG.md', HOME);
export const RELEASED = new URL('released/schema.graphql', HOME);
export const ANNOUNCED = new URL('released/announced.json', HOME);
const TITLES = { BREAKING: 'Breaking', DANGEROUS: 'Dangerous', NON_BREAKING: 'Non-breaking' };
const HEAD = `# Changes of the schema

Generated from the schema of record by \`npm run generate\`; sections of releases are kept. *Breaking*: a document that
was valid may fail. *Dangerous*: it stays valid and may meet what it does not expect, such as a new code.
Changed descriptions are not listed.
`;

/** The changes from one SDL to another, without those of descriptions. */
export async function changes(before, after) {
  const found = await diff(buildSchema(before), buildSchema(after), [DiffRule.simplifyChanges]);
  return found.filter((each) => !each.type.includes('DESCRIPTION'));
}

/** Those since the last release. */
export async function sinceRelease() {
  return changes(await readFile(RELEASED, 'utf8'), await readFile(SCHEMA, 'utf8'));
}

/** A section of the changelog: its title, then what changed by how much it hurts. */
export function section(title, changed) {
  const parts = Object.entries(TITLES).flatMap(([level, name]) => {
    const lines = changed.filter((each) => each.criticality.level === level).map((each) => `- ${each.message}.`);
    return lines.length ? [`\n### ${name}\n\n${lines.sort().join('\n')}\n`] : [];
  });
  return `## ${title}\n${parts.join('') || '\nNothing.\n'}`;
}

/** The sections of releases in a changelog's text. */
export function releases(text) {
  const start = text.search(/^## \d/m);
  return start < 0 ? '' : text.slice(start);
}

/** CHANGELOG.md as it should be now. */
export async function changelog() {
  const past = releases(await readFile(CHANGELOG, 'utf8'));
  return `${HEAD}\n${section('Unreleased', await sinceRelease())}\n${past}`;
}

/**
 * What is wrong with changes: breaking ones without an announcement, announcements of what does not change.
 * @param {Record<string, string>} announced path of a change → why, and since when it was told
 */
export function unannounced(changed, announced) {
  const breaking = changed.filter((each) => each.criticality.level === 'BREAKING');
  const paths = new Set(breaking.map((each) => each.path));
  return [
    ...breaking.filter((each) => !(each.path in announced)).map((each) => `not announced: ${each.path}: ${each.message}`),
    ...Object.keys(announced).filter((path) => !paths.has(path)).map((path) => `announced but unchanged: ${path}`),
  ];
}
