"""Who is said to hold each place on each day, by whom, on which claims, by which rule."""
