"""Liquid: a parser as lax as Liquid 4's, and the tree that the converter and the linter share."""

from foreword.liquid.parser import parse

__all__ = ["parse"]
