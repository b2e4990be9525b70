"""Theming: a page's HTML from the theme's templates, with what is the same on every page rendered once."""
