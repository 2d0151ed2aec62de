// Runs the graphql-http audits against a server: `HB_TOKEN=… node scripts/audits.js http://127.0.0.1:8000/graphql`
// prints each audit as JSON and exits 1 unless all of them pass. The token's role must be let introspect.
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
const authorization = `Bearer ${process.env.HB_TOKEN}`;

/** fetch, as a caller who has signed in; a GET needs the header that no foreign page can send unasked. */
function fetchFn(address, init = {}) {
  return fetch(address, { ...init, headers: { ...init.headers, authorization, 'x-hb-query': 'audit' } });
}

const told = [];
for (const audit of serverAudits({ url, fetchFn })) {
  const { id, name, status, reason } = await audit.fn();
  told.push({ id, name, status, reason });
}
console.log(JSON.stringify(told, null, 1));
process.exitCode = told.length && told.every((each) => each.status === 'ok') ? 0 : 1;
