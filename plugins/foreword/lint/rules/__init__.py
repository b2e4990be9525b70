"""The rules, one file each; see `foreword.lint.rule`."""
