// Checks exported seals with Node alone: node verify_seal.mjs FILE PUBLIC_KEY (base64 of 32 bytes) [SEALS]
// FILE has a line of JSON for each seal: body, signature, digests. SEALS is the file of seals that was kept
// outside the database, which must begin as the export does. Exit code 0: every seal is whole.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const [file, publicKey, kept] = process.argv.slice(2);
if (publicKey === undefined) {
  console.error("Usage: node verify_seal.mjs FILE PUBLIC_KEY [SEALS] (what `seal --export` wrote, its key in base64)");
  process.exit(2);
}
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const linesOf = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
// An Ed25519 key of 32 bytes as SubjectPublicKeyInfo (RFC 8410).
const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(publicKey, "base64")]);
const key = createPublicKey({ key: der, format: "der", type: "spki" });
const faults = [];
const fault = (number, text) => faults.push(`seal ${number}: ${text}`);

// The rows of each hour and table: as many digests as sealed, and their SHA-256 in ascending order is the root.
function checkHours(seal, digests) {
  const hours = new Map(seal.hours.map(({ hour, tables }) => [hour, tables]));
  for (const [hour, tables] of hours) {
    if (hour < seal.since || hour >= seal.until) fault(seal.number, `${hour} is outside its hours`);
    for (const [table, { rows, root }] of Object.entries(tables)) {
      const sorted = [...(digests[hour]?.[table] ?? [])].sort();
      if (sorted.length !== rows) fault(seal.number, `${table} ${hour}: ${sorted.length} rows, sealed were ${rows}`);
      else if (sha256(Buffer.from(sorted.join(""), "hex")).toString("hex") !== root)
        fault(seal.number, `${table} ${hour}: other rows than were sealed`);
    }
  }
  for (const [hour, tables] of Object.entries(digests))
    for (const table of Object.keys(tables))
      if (!hours.get(hour)?.[table]) fault(seal.number, `${table} ${hour}: rows that were not sealed`);
}

const exported = linesOf(file);
const outside = kept === undefined ? [] : linesOf(kept);
let before = null;
let rows = 0;
for (const { body, signature, digests } of exported) {
  const seal = JSON.parse(body);
  const head = sha256(Buffer.from(body, "utf8"));
  if (seal.format !== "hb.seal.1") fault(seal.number, "an unknown format");
  if (!verify(null, head, key, Buffer.from(signature, "base64"))) fault(seal.number, "not signed with this key");
  if (before === null ? seal.number === 1 && seal.previous !== "" : seal.previous !== before.head)
    fault(seal.number, "does not name the head before it");
  if (before !== null && (seal.number !== before.number + 1 || seal.since !== before.until))
    fault(seal.number, "does not follow the seal before it");
  if (outside.length > 0 && outside[seal.number - 1]?.body !== body) fault(seal.number, "is not the one kept outside");
  checkHours(seal, digests);
  rows += Object.values(digests).flatMap((tables) => Object.values(tables)).flat().length;
  before = { head: head.toString("hex"), number: seal.number, until: seal.until };
}
if (before !== null && outside.length > before.number) fault(before.number, `${outside.length} seals are kept outside`);
if (before === null) faults.push("no seal");
for (const text of faults) console.log(text);
console.log(`${exported.length} seals, ${rows} rows, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
