"""Compat: what a site that came from Jekyll needs when it is rendered; loaded only where the option asks for it."""
