from odoo import fields, models

from .conditions import is_moving, parse_condition


class BaseAutomation(models.Model):
    """Whether a run still has its cause when its turn comes."""

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _filter_still_meant(self, runs, records):
        """Return the runs of the rule whose cause still holds.

        Conditions that count from today held on the day of the event; it may be over.
        What was started by hand is meant by whoever started it.

        :param records: what the runs are about, as far as it is there
        """
        self.ensure_one()
        by_hand = runs.filtered(lambda run: run.kind == "manual")
        meant = by_hand
        for asker, group in (runs - by_hand).grouped(self._get_asker).items():
            asked = records & records.browse(group.mapped("res_id"))
            matching = self._filter_still_matching(asked, asker)
            meant |= group.filtered(lambda run: run.res_id in matching._ids)  # noqa: B023
        return meant.filtered(lambda run: self._is_date_kept(run, records))

    def _get_asker(self, run):
        """Return the user whom “uid” in the conditions means."""
        is_of_time = run.kind == "date"
        return (run.scenario_id.run_as_id if is_of_time else run.user_id).id

    def _filter_still_matching(self, records, asker):
        if is_moving(parse_condition(self.filter_domain)):
            return records
        return self._filter_by_condition(self.filter_domain, records, asker)

    def _is_date_kept(self, run, records):
        """Return whether the date that came is still the date of the record."""
        name = self.trg_date_id.name
        if run.kind != "date" or not name or self.trigger != "on_time":
            return True
        value = records.browse(run.res_id).sudo()[name]  # sudo: conditions may ask
        if not value:
            return False
        if not self.is_yearly:
            return value.isoformat() == run.occurrence
        zone = self._get_zone()
        due = fields.Datetime.to_datetime(run.date_due)
        dues = dict(self._get_dues(records.browse(run.res_id), due, due, zone))
        kept = dues.get(run.occurrence)
        return bool(kept) and abs(kept - due).days < 1
