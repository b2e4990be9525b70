"""Migrate: a Jekyll site becomes a Foreword site, source for source."""
