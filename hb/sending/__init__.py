"""How messages leave the house: channels, addresses, resending, webhooks to producers' systems."""
