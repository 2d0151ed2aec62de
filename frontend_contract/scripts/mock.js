// A server for frontends without Python or a database: the schema of record answered by made-up values.
// `npm run mock`, PORT moves it. The real one is `python -m hb serve --demo`.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { addMocksToSchema } from '@graphql-tools/mock';
import { buildSchema, getNamedType, graphql, isEnumType, isInterfaceType, isListType, isObjectType, getNullableType } from 'graphql';
import { HOME, SCHEMA } from './places.js';

const MEDIA = 'application/graphql-response+json; charset=utf-8';
const BODY_BYTES_MAX = 1024 * 1024;
const DAY = '2026-05-12';

/** What a field's name says of its value, the first that fits; each gets a count that grows. */
const BY_NAME = [
  [/^month$|Month$/, () => 202605],
  [/Cents$/, (n) => 1000 * n],
  [/^code$/, (n) => `CODE_${n}`],
  [/[pP]hone$/, () => '+358 50 123 4567'],
  [/[eE]mail$/, () => 'asiakas@example.fi'],
  [/^firstName$/, () => 'Aino'],
  [/^lastName$/, () => 'Esimerkki'],
  [/[nN]ame(Fi|Sv)?$/, (n) => `Name ${n}`],
  [/^hasNextPage$|^hasPreviousPage$/, () => false],
  [/^totalCount$/, () => 2],
  [/^cursor$|Cursor$/, (n) => `cursor-${n}`],
  [/^postalCode$/, () => '05800'],
];

/** Values for scalars; money is whole cents. */
const SCALARS = {
  Boolean: () => true,
  Cents: (n) => 100 * n,
  Date: () => DAY,
  DateTime: (n) => new Date(Date.parse(`${DAY}T06:00:00Z`) + n * 60_000).toISOString(),
  Float: (n) => n,
  ID: (n) => `Thing:${uuid(n)}`,
  Int: (n) => n,
  JSON: () => ({}),
  Quantity: (n) => 60 * n,
  String: (n) => `Text ${n}`,
  UUID: (n) => uuid(n),
};

function uuid(n) {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** The schema of record, every field answered; the same requests in the same order get the same answers. */
export function mockedSchema() {
  const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
  let count = 0;
  const next = (make) => () => make((count += 1));
  const mocks = Object.fromEntries(Object.entries(SCALARS).map(([name, make]) => [name, next(make)]));
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) mocks[type.name] = () => type.getValues()[0].name;
    if (isInterfaceType(type)) mocks[type.name] = () => ({ __typename: schema.getPossibleTypes(type)[0].name });
    if (isObjectType(type)) mocks[type.name] = () => fieldsOf(type, next);
  }
  return addMocksToSchema({ schema, mocks });
}

/** The fields of a type whose names say more than their types do. */
function fieldsOf(type, next) {
  const known = {};
  for (const field of Object.values(type.getFields())) {
    const leaf = ['ID', 'String', 'Int', 'Boolean', 'Cents', 'Quantity'].includes(getNamedType(field.type).name);
    const fitting = BY_NAME.find(([pattern]) => pattern.test(field.name));
    if (field.name === 'userErrors') known.userErrors = [];
    else if (field.name === 'id') known.id = next((n) => `${type.name}:${uuid(n)}`);
    else if (leaf && fitting && !isListType(getNullableType(field.type))) known[field.name] = next(fitting[1]);
  }
  return known;
}

/** An HTTP server that answers trusted documents and free text. */
export function mockServer() {
  const schema = mockedSchema();
  const trusted = JSON.parse(readFileSync(new URL('trusted_documents.json', HOME), 'utf8'));
  return createServer(async (request, response) => {
    const { status, answer } = await answered(schema, trusted, request);
    response.writeHead(status, { 'content-type': MEDIA, 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' });
    response.end(JSON.stringify(answer));
  });
}

async function answered(schema, trusted, request) {
  if (request.method === 'OPTIONS') return { status: 204, answer: undefined };
  if (request.method !== 'POST') return refused(405, 'METHOD_NOT_ALLOWED', 'A GraphQL request is a POST.');
  const given = await body(request);
  if (!given) return refused(400, 'BAD_REQUEST', 'The body is a JSON object.');
  const source = given.documentId ? trusted[given.documentId]?.text : given.query;
  if (given.documentId && !source) return refused(404, 'UNKNOWN_DOCUMENT', 'No such document; run npm run generate.');
  if (typeof source !== 'string') return refused(400, 'BAD_REQUEST', 'Neither documentId nor query.');
  const answer = await graphql({ schema, source, variableValues: given.variables, operationName: given.operationName });
  if (answer.data !== undefined) return { status: 200, answer };
  return { status: 400, answer: { errors: answer.errors.map((each) => ({ ...each.toJSON(), extensions: { code: 'BAD_REQUEST' } })) } };
}

function refused(status, code, message) {
  return { status, answer: { errors: [{ message, extensions: { code } }] } };
}

async function body(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > BODY_BYTES_MAX) return undefined;
  }
  try {
    const given = JSON.parse(text);
    return typeof given === 'object' ? given : undefined;
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = mockServer().listen(Number(process.env.PORT ?? 4000), '127.0.0.1', () => {
    console.log(`Mocked hb on http://127.0.0.1:${server.address().port}/graphql`);
  });
}
