"""Model: front matter as typed sections and credentials; validation that tells the path of what is wrong."""
