"""Render: texts expanded where they are used; layouts and components to HTML; the page's Markdown once."""
