"""Messages that leave the house, and webhooks of producers."""
