"""The article on the screen: laid out, painted, moved about in."""
