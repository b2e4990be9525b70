"""HTML of a component ends in code, in an attribute, or in a value that is plain text.

Why it matters: There the reader would see tags, or nothing.

Wrong:

```markdown
`{{ ref("create-a-source") }}`
```

Right:

```markdown
{{ ref("create-a-source") }}
```

Components, `ref` and the filter `markdown` give HTML. It can stand wherever Markdown can.
"""
