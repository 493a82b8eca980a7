import logging

from odoo import api, models
from odoo.fields import Domain

from .conditions import parse_condition

_logger = logging.getLogger(__name__)

# What a condition raises that cannot be asked: of a field that is gone, for example.
BROKEN = (ValueError, KeyError, TypeError)


class BaseAutomation(models.Model):
    """A rule whose conditions are asked while somebody saves a record.

    Conditions that cannot be asked any more are no business of whoever saves: the
    scenario is paused, and the one who answers for it is told.
    """

    _inherit = "base.automation"

    # === BUSINESS METHODS === #

    def _filter_matching(self, condition, records, uid=None):
        """Return which `records` meet a condition of the rule, asked by user `uid`.

        None when it cannot be asked: then the scenario is paused.
        """
        try:
            return self._filter_by_condition(condition, records, uid)
        except BROKEN as error:
            self._pause_for_condition(error)
            return records.browse()

    def _filter_by_condition(self, condition, records, uid=None):
        """Return which `records` meet a condition.

        :raise ValueError, KeyError, TypeError: when it cannot be asked
        """
        if not condition or not records:
            return records
        domain = parse_condition(condition, uid or self.env.uid)
        # sudo: conditions are asked of whatever is written
        return records.sudo().filtered_domain(domain).with_env(records.env)

    def _pause_for_condition(self, error):
        scenario = self.sudo().scenario_id  # sudo: rules act for whoever writes
        if scenario.state != "on":
            return
        _logger.warning("A condition of rule %s cannot be asked: %s", self.id, error)
        scenario._pause(
            self.env._(
                "The conditions of the rule “%(rule)s” cannot be asked any more: "
                "%(problem)s. Choose them again, then resume the scenario.",
                rule=self.sudo().name,  # sudo: as above
                problem=error,
            )
        )

    @api.model
    def _iter_conditions(self, text):
        """Return the single conditions of `text`; none when it is no condition."""
        try:
            return list(Domain(parse_condition(text, self.env.uid)).iter_conditions())
        except BROKEN:
            return []
