import logging

from psycopg2 import Error as DatabaseError

from odoo import models
from odoo.exceptions import UserError

from .base_automation_event import Event
from .footprint import Footprint
from .ledger import Ledger
from .trial import Trial
from .trial_result import TrialResult

_logger = logging.getLogger(__name__)

TROUBLES = (UserError, DatabaseError, ValueError, KeyError, TypeError, AttributeError)


class CrmProcessScenario(models.Model):
    """Try it: what a scenario would do with a record, without doing it."""

    _inherit = "crm.process.scenario"

    # === BUSINESS METHODS === #

    def _try_on(self, record):
        """Return the `TrialResult`: what would be changed and made. Nothing is.

        The rules act whose conditions hold, and all of them when none does; the result
        tells which it is. What scenarios would answer is named, not done.

        :raise UserError: when it cannot be tried with such a record
        :raise AccessError: when the record is closed to the user
        """
        self.ensure_one()
        record.check_access("read")
        subject_by_rule = self._find_subjects_to_try(record)
        explained = tuple(
            rule.with_env(rule.env(user=self.env.user, su=True))._explain(record, {})
            for rule in subject_by_rule
        )
        result = TrialResult(
            scenario=self.name,
            record=record.display_name,
            run_as=(self.sudo().run_as_id or self.env.user).name,  # sudo: only the name
            rules=explained,
            is_due=any(rule.is_due for rule in explained),
        )
        if result.is_due:
            due = zip(subject_by_rule.items(), explained, strict=True)
            subject_by_rule = dict(pair for pair, rule in due if rule.is_due)
        reader = self.env["crm.process.trial.reader"]
        with Trial.going_on(self.env):
            footprint = Footprint(self.env.cr)
            runs, error = self._act_on_trial(subject_by_rule)
            if error:
                return result._replace(error=error)
            written = footprint.find_written()
            rest, link_tables = footprint.find_rest(), footprint.find_link_tables()
            rows, links = reader._read_rows(written), reader._read_links(written)
            notes = tuple(n["text"] for run in runs for n in run._get_notes())
            followers = reader._tell_followers(written, runs.ids)
        changed, made = reader._sort_out(footprint, rows)
        lost_links = footprint.find_lost_links(link_tables)
        return result._replace(
            notes=notes,
            changed=(*changed, *reader._compare_links(links, lost_links)),
            made=tuple(made),
            removed=tuple(reader._tell_removed(footprint.find_lost(rest))),
            followers=followers,
        )

    def _find_subjects_to_try(self, record):
        """Return {rule: the record it would act on}.

        :raise UserError: when there is none, or an action cannot be taken back
        """
        subject_by_rule = {}
        for rule in self.sudo()._get_rules():  # sudo: what the rules of a scenario do
            self._check_may_be_tried(rule.action_server_ids)
            subject = self._find_subject(record, rule.model_name)
            if subject:
                subject_by_rule[rule] = subject
        if not subject_by_rule:
            raise UserError(
                self.env._(
                    "“%(scenario)s” is not about records like “%(record)s”. Choose "
                    "another one.",
                    scenario=self.name,
                    record=record.display_name,
                )
            )
        return subject_by_rule

    def _check_may_be_tried(self, actions):
        for action in actions._with_parts():
            if action.state == "code":
                raise UserError(
                    self.env._(
                        "“%(scenario)s” cannot be tried: its action “%(action)s” is a "
                        "program, and nobody can take back what a program does outside "
                        "of Odoo.",
                        scenario=self.name,
                        action=action.name,
                    )
                )

    def _act_on_trial(self, subject_by_rule):
        """Have the rules act, and nothing else answer to it.

        :return: the runs, and the sentence that says what went wrong
        """
        scenario = self.sudo()  # sudo: the runner is nobody, each run has its own user
        runs = self.env["crm.process.run"].sudo()  # sudo: as above
        ledger = Ledger.of(self.env)
        try:
            if not scenario.run_as_id:
                # What is lent for the trial is no change to be told.
                lent = scenario.with_context(tracking_disable=True)
                lent.run_as_id = self.env.user
            with ledger.draining():
                for rule, subject in subject_by_rule.items():
                    event = Event(subject, f"trial:{ledger.token}", ())
                    watch = rule._recall_watch(subject._name)
                    values = rule._prepare_run_values(event, "manual", watch)
                    run = runs._insert([values])
                    run._act()
                    runs |= run
                self.env.cr.flush()
        except TROUBLES as error:
            if not isinstance(error, UserError):
                _logger.warning("Trial of scenario %s failed", self.id, exc_info=True)
            return runs, str(error)
        return runs, ""
