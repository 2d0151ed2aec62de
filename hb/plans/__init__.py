"""What the client chose: items reserve money, orders go to producers."""
