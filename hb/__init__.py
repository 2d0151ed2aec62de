"""Personal budgets of the wellbeing services counties: one chain from need to payment."""
