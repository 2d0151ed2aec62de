"""What happens by itself: jobs that commands leave, clocks that fall due, and the loop that does both."""
