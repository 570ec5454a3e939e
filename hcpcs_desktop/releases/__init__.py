"""Official files in, records out: CMS's text, workbooks, zips and companions."""
