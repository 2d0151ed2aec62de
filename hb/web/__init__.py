"""HTTP: the endpoint, admission, negotiation and the writing of answers, upon Starlette."""
