"""The adapter: the only part of Foreword that knows MkDocs."""
