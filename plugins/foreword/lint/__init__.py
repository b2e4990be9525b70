"""Lint: rules over a site that was read and rendered as in a build, and the ways to report what they find."""
