"""The file of extensions cannot be used, or a function in it fails.

Why it matters: what the option `extensions` adds is not there, so each use of it fails as well.

Wrong:

```python
filters = {"markdown": lambda text: text.upper()}
```

Right:

```python
def shout(text):
    return str(text).upper()


filters = {"shout": shout}
```

The file is run as Python, also by the linter. Its `filters` and `functions` are mappings of names to functions, and no
name of Foreword's can be taken.
"""
