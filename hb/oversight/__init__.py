"""The review of who looked at whose data: what is notable in the logs, and what a reviewer made of it."""
