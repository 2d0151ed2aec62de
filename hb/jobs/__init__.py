"""Work beside the requests: files of prices and deliveries."""
