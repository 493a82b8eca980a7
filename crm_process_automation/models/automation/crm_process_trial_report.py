from odoo import api, models

from .crm_process_trial_reader import TECHNICAL
from .trial_result import Change, Value


class CrmProcessTrialReader(models.AbstractModel):
    """Compares what a trial has written with what is there without it."""

    _inherit = "crm.process.trial.reader"

    # === BUSINESS METHODS === #

    @api.model
    def _sort_out(self, footprint, rows):
        """Return (changed, made): the rows that were there before, and the new ones.

        :return: `Change`s; the new ones by kind of record
        """
        changed, made = [], {}
        by_table = {}
        for row in rows:
            by_table.setdefault(row.record._table, []).append(row)
        for table, group in by_table.items():
            before = footprint.find_as_before(table, [row.record.id for row in group])
            for row in group:
                if old := before.get(row.record.id):
                    changed += self._tell_changed(row, old)
                else:
                    made.setdefault(row.record._name, []).append(self._tell_made(row))
        return changed, self._put_in_order(made)

    @api.model
    def _tell_changed(self, row, old):
        """Return a `Change` in a list; nothing when only technical fields differ."""
        columns = {name for name in row.image if row.image[name] != old.get(name)}
        told = {path for path in row.words if path.split(".")[0] in columns}
        if not row.words:
            return [Change(self._get_model_name(row.record), row.name)]
        now = self._say_fields(row.record)
        values = [
            Value(row.words[path][0], now[path][1] if path in now else "", said)
            for path in sorted(told)
            if (said := row.words[path][1]) != (now[path][1] if path in now else "")
        ]
        if not values:
            return []
        return [Change(self._get_model_name(row.record), row.name, tuple(values))]

    @api.model
    def _tell_made(self, row):
        names = self._get_details().get(row.record._name, ())
        empty = self.env._("empty")
        values = [
            Value(label, "", said)
            for label, said in (row.words[name] for name in names if name in row.words)
            if said != empty
        ]
        return Change(self._get_model_name(row.record), row.name, tuple(values))

    @api.model
    def _put_in_order(self, made):
        order = list(self._get_details())
        names = sorted(
            made, key=lambda name: order.index(name) if name in order else len(order)
        )
        return [
            (self._get_model_name(self.env[name]), tuple(made[name])) for name in names
        ]

    @api.model
    def _tell_removed(self, lost):
        tables = self._get_tables()
        removed = []
        for table, ids in lost.items():
            name = tables.get(table)
            if not name or name in TECHNICAL:
                continue
            for record in self.env[name].browse(sorted(ids)):
                is_open = record.has_access("read")
                said = record.display_name if is_open else self.env._("closed to you")
                removed.append(Change(self._get_model_name(record), said))
        return removed

    @api.model
    def _get_model_name(self, record):
        return self.env["ir.model"]._get(record._name).name

    # === MANY-TO-MANY === #

    @api.model
    def _read_links(self, written):
        """Return {(model, id, field): value in words} of links that were added."""
        links = {}
        fields = self._get_link_fields()
        for table, images in written.items():
            field = fields.get(table)
            for image in images if field else ():
                key = (field.model_name, image[field.column1], field.name)
                links[key] = self._say_link(*key)
        return links

    @api.model
    def _compare_links(self, links, lost):
        """Return `Change`s of the links that were added or taken away."""
        fields = self._get_link_fields()
        taken = {}
        for table, images in lost.items():
            field = fields.get(table)
            for image in images if field else ():
                key = (field.model_name, image[field.column1], field.name)
                taken.setdefault(key, set()).add(image[field.column2])
        changes = []
        for key in dict.fromkeys([*links, *taken]):
            model, res_id, name = key
            record = self.env[model].browse(res_id).exists()
            if not record or model in TECHNICAL:
                continue  # what is new tells its links itself
            before = self._say_link(*key)
            after = links.get(key) or self._say_link(*key, without=taken[key])
            if before and before != after:
                label = record._fields[name]._description_string(self.env)
                value = Value(label, before, after)
                title = self._get_model_name(record)
                changes.append(Change(title, record.display_name, (value,)))
        return changes

    @api.model
    def _say_link(self, model, res_id, name, without=()):
        """Return the linked names; nothing when they are closed to the user."""
        record = self.env[model].browse(res_id)
        is_open = record.has_access("read") and record._has_field_access(
            record._fields[name], "read"
        )
        if not is_open:
            return ""
        # sudo: that the user may read the field is asked, each name is asked as well
        linked = record.sudo()[name]
        ids = [value for value in linked.ids if value not in without]
        return self._say_ids(linked._name, ids)

    @api.model
    def _say_ids(self, model, ids):
        records = self.env[model].browse(ids)
        names = [r.display_name for r in records._filtered_access("read")]
        return ", ".join(names) or self.env._("empty")

    # === WHAT FOLLOWS === #

    @api.model
    def _tell_followers(self, written, own_ids):
        """Return the names of the scenarios that would answer to the changes."""
        images = written.get("crm_process_run", ())
        ids = {image["scenario_id"] for image in images if image["id"] not in own_ids}
        # sudo: the name of a scenario is no secret
        scenarios = self.env["crm.process.scenario"].sudo().browse(sorted(ids))
        return tuple(scenarios.mapped("name"))
