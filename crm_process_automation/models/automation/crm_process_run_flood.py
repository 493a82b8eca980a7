from datetime import timedelta

from odoo import fields, models

HOUR = timedelta(hours=1)


class CrmProcessRun(models.Model):
    """A scenario that acts on one record again and again is held back.

    Within a transaction the depth of runs stops a circle; one that goes on through
    other systems, or through the workers, is stopped here.
    """

    _inherit = "crm.process.run"

    # === BUSINESS METHODS === #

    def _hold_back_flood(self):
        """Hold back runs on records that had their share within an hour.

        What somebody has released, runs.

        :return: the others
        """
        scenario = self.scenario_id
        asked = self.filtered(lambda run: not run.released_by_id)
        if not asked or not scenario.record_limit:
            return self
        flooded = asked._find_flooded(scenario.record_limit)
        if flooded:
            flooded._finish(
                "suppressed",
                self.env._(
                    "“%(scenario)s” has run %(count)s times on this record within an "
                    "hour: something goes round in a circle. Release it, and it runs.",
                    scenario=scenario.name,
                    count=scenario.record_limit,
                ),
            )
        return self - flooded

    def _find_flooded(self, limit):
        since = fields.Datetime.now() - HOUR
        counts = self.env["crm.process.run"]._read_group(
            [
                ("res_model", "=", self[0].res_model),
                ("res_id", "in", self.mapped("res_id")),
                ("scenario_id", "=", self.scenario_id.id),
                ("state", "in", ("done", "skipped")),
                ("date_done", ">", since),
            ],
            ["res_id"],
            ["__count"],
            having=[("__count", ">=", limit)],
        )
        flooded = {res_id for res_id, _count in counts}
        return self.filtered(lambda run: run.res_id in flooded)
