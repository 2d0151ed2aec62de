// The mock server answers every document of the frontends, and refuses as the real one does.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Hb } from '../client.js';
import { mockServer } from '../scripts/mock.js';

const TRUSTED = JSON.parse(await readFile(new URL('../trusted_documents.json', import.meta.url), 'utf8'));
const RELEASED = JSON.parse(await readFile(new URL('../released/trusted_documents.json', import.meta.url), 'utf8'));
let server, url;

before(async () => {
  server = mockServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}/graphql`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

// A document of the last release is kept beside its present form, which is the last of the two here.
function named(name, app) {
  const documents = Object.entries(TRUSTED).filter(([, each]) => each.name === name && each.apps.includes(app));
  const [documentId] = documents.sort(([one], [other]) => Number(other in RELEASED) - Number(one in RELEASED)).at(-1);
  return { __meta__: { documentId } };
}

async function post(body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, ...(await response.json()) };
}

test('a page has money in whole cents, days and months', async () => {
  const { me } = await new Hb({ url, token: 'any' }).send(named('MyBudget', 'client'), {});
  const [budget] = me.budgets.nodes;
  assert.equal(me.firstName, 'Aino');
  assert.match(budget.id, /^Budget:[0-9a-f-]{36}$/);
  assert.equal(budget.validFrom, '2026-05-12');
  assert.ok(Number.isInteger(budget.balance.usableCents));
  assert.equal(budget.limits.nodes[0].month, 202605);
  assert.equal(budget.limits.pageInfo.hasNextPage, false);
});

test('a mutation succeeds', async () => {
  const input = { planId: 'Plan:1', offeringId: 'Offering:1', quantityPerMonth: 60, firstMonth: 202605, lastMonth: 202605 };
  const { planItemAdd } = await new Hb({ url, token: 'any' }).send(named('AddItem', 'client'), { input });
  assert.deepEqual(planItemAdd.userErrors, []);
  assert.match(planItemAdd.item.id, /^PlanItem:/);
});

test('every document that needs no variables is answered', async () => {
  const free = Object.entries(TRUSTED).filter(([, each]) => !/\$\w+: \[?\w+\]?!(?! =)/.test(each.text));
  assert.ok(free.length >= 40);
  for (const [documentId, { name }] of free) {
    const { status, errors } = await post({ documentId });
    assert.deepEqual([name, status, errors], [name, 200, undefined]);
  }
});

test('refusals have the codes of the real server', async () => {
  assert.deepEqual(
    (await post({ documentId: 'sha256:00' })).errors.map((each) => each.extensions.code),
    ['UNKNOWN_DOCUMENT'],
  );
  const wrong = await post({ query: '{ nothing }' });
  assert.deepEqual([wrong.status, wrong.errors[0].extensions.code], [400, 'BAD_REQUEST']);
});

test('free text is answered too', async () => {
  assert.deepEqual(await post({ query: '{ me { __typename } }' }), { status: 200, data: { me: { __typename: 'Client' } } });
});
