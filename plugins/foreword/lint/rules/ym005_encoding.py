r"""A file is not UTF-8, or holds a control character.

Why it matters: letters beyond ASCII would come out wrong on the page, so the file is not read at all.

Wrong:

```text
title: Z\xfcrich         the byte of Latin-1
```

Right:

```text
title: Z\xc3\xbcrich     the bytes of UTF-8
```

Save the file as UTF-8; most editors have that in "Save with encoding". A byte order mark and the line ends of Windows
are read as they are. In YAML a control character can be written as an escape in double quotes.
"""
