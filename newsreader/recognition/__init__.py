"""Who and what is named in a text: the network, the rules, the names that mean the same."""
