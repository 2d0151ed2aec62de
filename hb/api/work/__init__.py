"""Jobs and clocks in GraphQL, for administrators."""
