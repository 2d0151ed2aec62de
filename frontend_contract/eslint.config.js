// The rules of the schema of record and of the apps' operations. Linted from the repository's root.
import graphql from '@graphql-eslint/eslint-plugin';
import { APPS } from './scripts/places.js';

const schema = '../graphql/schema.graphql';

/** A project for each app: names of fragments are an app's own. */
const projects = Object.fromEntries(
  APPS.map((app) => {
    const documents = [`operations/${app}/*.graphql`, `fragments/${app}.graphql`];
    return [app, { schema, documents, include: documents }];
  }),
);
projects.schema = { schema };

const plugins = { '@graphql-eslint': graphql };
const languageOptions = { parser: graphql.parser, parserOptions: { graphQLConfig: { projects } } };

export default [
  {
    files: ['graphql/*.graphql'],
    plugins,
    languageOptions,
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          rootField: true,
          ignoredSelectors: [
            // a mutation's one argument: its type says what it is
            '[type=InputValueDefinition][name.value=input]',
            // that of @requires, which is described as a whole
            '[type=InputValueDefinition][name.value=permission]',
          ],
        },
      ],
      // pages go forward only: keyset cursors, `first` and `after`
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // connections list their nodes beside their edges, and rows of a region's figures are no nodes
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false, withEdgeSuffix: true },
      ],
      // rows without an identity of their own (balances, money of a month) have no id
      '@graphql-eslint/strict-id-in-types': 'off',
      // @deprecated of the GraphQL specification has a reason and no date; the reason says what to read instead
      '@graphql-eslint/require-deprecation-date': 'off',
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
    },
  },
  {
    files: ['frontend_contract/{operations,fragments}/**/*.graphql'],
    plugins,
    languageOptions,
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      // every field of a client that is read is read for a reason: a page selects an id only where it uses it
      '@graphql-eslint/require-selections': 'off',
    },
  },
];
