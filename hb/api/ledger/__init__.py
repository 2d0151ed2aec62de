"""The ledger in GraphQL: transfers, months, exceptions to reporting deadlines."""
