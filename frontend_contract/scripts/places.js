// Where things lie, and which apps there are.
export const HOME = new URL('../', import.meta.url);
export const REPOSITORY = new URL('../', HOME);
export const SCHEMA = new URL('graphql/schema.graphql', REPOSITORY);
export const APPS = ['administrator', 'auditor', 'client', 'controller', 'producer', 'social_worker'];
export const RELEASED_DOCUMENTS = new URL('released/trusted_documents.json', HOME);
