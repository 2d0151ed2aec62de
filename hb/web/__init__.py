"""HTTP: the endpoint, admission, negotiation and how an answer is written; Starlette lives here alone."""
