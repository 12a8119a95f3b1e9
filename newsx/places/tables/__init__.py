"""Tables of place facts, written by hand: countries, units of large countries, landmarks and regions."""
