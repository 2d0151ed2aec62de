"""One person in GraphQL: changed codes, merged records, and deaths recorded."""
