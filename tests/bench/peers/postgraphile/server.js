// PostGraphile on the region's database, without policies and in its production settings: no watching, no GraphiQL,
// no explaining, answers built as text, documents and plans kept by text. Prints its port as the first line.
import { createServer } from "node:http";

import { addPgTableCondition, jsonPgSmartTags } from "postgraphile/utils";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { postgraphile } from "postgraphile";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

import { views } from "./views.js";

const table = (tableName) => ({ schemaName: "public", tableName });

const listed = [
  addPgTableCondition(
    table("client"),
    "reachedBy",
    ({ graphql }) => ({ type: graphql.GraphQLString, description: "Only clients whom this worker serves." }),
    (value, { sql, sqlTableAlias: client, sqlValueWithCodec, build }) => sql`${client}.id IN (
      SELECT reach.client_id FROM public.reach
      WHERE reach.organiser_id = ${client}.organiser_id
        AND reach.party_id = ${sqlValueWithCodec(value, build.dataplanPg.TYPES.uuid)}
        AND reach.scope <> 'ORDER' AND reach.ground NOT IN ('EMERGENCY', 'SUBSTITUTION')
        AND reach.valid_from <= CURRENT_DATE AND (reach.valid_until IS NULL OR reach.valid_until >= CURRENT_DATE))`,
  ),
  addPgTableCondition(
    table("offering_price"),
    "serves",
    ({ graphql }) => ({ type: graphql.GraphQLString, description: "Only what serves this municipality." }),
    (value, { sql, sqlTableAlias: offering, sqlValueWithCodec, build }) => sql`EXISTS (
      SELECT 1 FROM public.service_area
      WHERE service_area.service_point_id = ${offering}.service_point_id
        AND service_area.municipality_code = ${sqlValueWithCodec(value, build.dataplanPg.TYPES.text)})`,
  ),
  addPgTableCondition(
    table("offering_price"),
    "language",
    ({ graphql }) => ({ type: graphql.GraphQLString, description: "Only what is given in this language." }),
    (value, { sql, sqlTableAlias: offering, sqlValueWithCodec, build }) =>
      sql`${sqlValueWithCodec(value, build.dataplanPg.TYPES.text)} = ANY (${offering}.languages)`,
  ),
];

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [jsonPgSmartTags(views), ...listed],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ["public"],
      poolConfig: { max: Number(process.env.POOL_SIZE), options: process.env.SESSION },
    }),
  ],
  // Plain lists beside connections.
  schema: { defaultBehavior: "+connection +list" },
  grafserv: { watch: false, graphiql: false, websockets: false, outputDataAsString: true },
  grafast: { explain: false },
});

const server = createServer({ keepAliveTimeout: 120_000 });
await instance.createServ(grafserv).addTo(server);
await instance.getSchema();
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
