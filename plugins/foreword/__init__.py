"""Foreword: API docs written as data, for MkDocs."""
