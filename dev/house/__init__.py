"""The house of the add-on: a real Odoo, PostgreSQL and browser around it.

Reading order: `paths` (where things lie), `console` (how we speak), `odoo_tree` and
`python_env` (what is fetched once), `cluster` and `databases` (what a checkout owns),
`server`, `tests`, `lint`, `i18n`, `checks`, `bench` (what the commands do).
Only the standard library: nothing is installed before this runs.
"""
