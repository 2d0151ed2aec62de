"""The review of who looked at whose data: what stands out in the logs, and what a reviewer made of it."""
