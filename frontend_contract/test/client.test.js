// The client against a small server that says what it is told to.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { Hb, HbError } from '../client.js';

const QUERY = { __meta__: { documentId: 'sha256:aa' } };
const MUTATION = { __meta__: { documentId: 'sha256:bb' } };
const KEY = '7f1d0a52-6a1e-4b7e-9a43-0c8a5f8f2c11';
const BUSY = { status: 503, body: { errors: [{ message: 'Busy.', extensions: { code: 'BUSY' } }] } };
const DONE = { status: 200, body: { data: { planItemAdd: { userErrors: [] } } } };

let server, answers, received, waited;

beforeEach(async () => {
  [answers, received, waited] = [[], [], []];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    received.push({ method: request.method, headers: request.headers, text });
    const next = answers.shift();
    if (next === 'hang up') return request.socket.destroy();
    const { status, headers = {}, body } = next;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function hb(options = {}) {
  const url = `http://127.0.0.1:${server.address().port}/graphql`;
  return new Hb({ url, token: 'aaa.bbb.ccc', wait: async (ms) => waited.push(ms), ...options });
}

function sent() {
  return received.map(({ text }) => JSON.parse(text));
}

test('a query sends the id first, the token and what it accepts, and gives the data', async () => {
  answers.push({ status: 200, body: { data: { me: { firstName: 'Aino' } } } });
  const data = await hb({ language: 'sv' }).send(QUERY, { first: 3 });
  assert.deepEqual(data, { me: { firstName: 'Aino' } });
  assert.equal(received[0].method, 'POST');
  assert.equal(received[0].text, '{"documentId":"sha256:aa","variables":{"first":3}}');
  const { accept, authorization, 'accept-language': language, 'content-type': type } = received[0].headers;
  assert.deepEqual(
    [accept, authorization, language, type],
    ['application/graphql-response+json', 'Bearer aaa.bbb.ccc', 'sv', 'application/json'],
  );
});

test('the token may be fetched anew for every attempt', async () => {
  answers.push(BUSY, DONE);
  let issued = 0;
  await hb({ token: async () => `token-${(issued += 1)}` }).send(QUERY, {});
  assert.deepEqual(
    received.map(({ headers }) => headers.authorization),
    ['Bearer token-1', 'Bearer token-2'],
  );
});

test('a mutation gets a key, one for all attempts, and its input is left as it was', async () => {
  answers.push(BUSY, 'hang up', { status: 502, body: '<html>bad gateway</html>' }, DONE);
  const input = { planId: 'Plan:1' };
  await hb().send(MUTATION, { input });
  const keys = sent().map(({ variables }) => variables.input.idempotencyKey);
  assert.equal(keys.length, 4);
  assert.match(keys[0], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(new Set(keys).size, 1);
  assert.deepEqual(input, { planId: 'Plan:1' });
  assert.equal(waited.length, 3);
});

test('two intentions have two keys, and a key that is given is kept', async () => {
  answers.push(DONE, DONE, DONE);
  const client = hb();
  await client.send(MUTATION, { input: {} });
  await client.send(MUTATION, { input: {} });
  await client.send(MUTATION, { input: { idempotencyKey: KEY } });
  const keys = sent().map(({ variables }) => variables.input.idempotencyKey);
  assert.equal(new Set(keys).size, 3);
  assert.equal(keys[2], KEY);
});

test('Retry-After is honoured', async () => {
  const limited = { errors: [{ message: 'Slowly.', extensions: { code: 'RATE_LIMITED', limit: 5 } }] };
  answers.push({ status: 429, headers: { 'retry-after': '2' }, body: limited }, DONE);
  await hb().send(QUERY, {});
  assert.equal(waited.length, 1);
  assert.ok(waited[0] >= 2000 && waited[0] < 2200, `${waited[0]}`);
});

test('after the last attempt the error carries the key to go on with', async () => {
  const unknown = { errors: [{ message: 'Unknown.', extensions: { code: 'UNKNOWN_OUTCOME', requestId: 'r-1' } }] };
  const answer = { status: 503, headers: { 'x-request-id': 'r-1' }, body: unknown };
  answers.push(answer, answer);
  const failed = hb({ attempts: 2 }).send(MUTATION, { input: { idempotencyKey: KEY } });
  await assert.rejects(failed, (error) => {
    assert.ok(error instanceof HbError);
    assert.deepEqual(
      [error.code, error.status, error.requestId, error.idempotencyKey],
      ['UNKNOWN_OUTCOME', 503, 'r-1', KEY],
    );
    return true;
  });
  assert.equal(received.length, 2);
});

test('a refusal is told once, with its limit', async () => {
  const extensions = { code: 'TOO_COSTLY', limit: 1000, value: 5000 };
  answers.push({ status: 400, body: { errors: [{ message: 'Too costly.', extensions }] } });
  await assert.rejects(hb().send(QUERY, {}), { name: 'HbError', code: 'TOO_COSTLY', extensions, message: 'Too costly.' });
  assert.equal(received.length, 1);
});

test('no server at all is NETWORK', async () => {
  const client = hb({ attempts: 3 });
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(client.send(QUERY, {}), { code: 'NETWORK', status: undefined });
  assert.equal(waited.length, 2);
});

test('an abort ends it, without another attempt', async () => {
  const abort = new AbortController();
  answers.push(BUSY, DONE);
  const client = hb({ wait: async () => abort.abort() });
  await assert.rejects(client.send(QUERY, {}, { signal: abort.signal }), { name: 'AbortError' });
  assert.equal(received.length, 1);
});

test('what is no document is a mistake of the program', async () => {
  await assert.rejects(hb().send({}, {}), TypeError);
});
