from odoo import api, models
from odoo.exceptions import UserError

from ...tools.text import is_blank


class CrmProcessMixin(models.AbstractModel):
    """Processes that start by themselves, change and begin anew."""

    _inherit = "crm.process.mixin"

    # === AUTOMATIC START === #

    def _start_automatic_cases(self):
        """Start the process that fits each record, all in one batch.

        :return: the cases
        """
        return self._start_or_tell(self._choose_processes())

    def _start_or_tell(self, template_by_record, extra_by_record=None):
        """Start a case for each record; where that cannot be, its chatter says why.

        Nobody asked for these starts: the record is never lost because of them.

        :return: the cases
        """
        startable, notes, missing = {}, {}, {}
        for record, template in template_by_record.items():
            company = record.company_id or template.company_id or self.env.company
            key = template, company
            if key not in missing:
                missing[key] = template._find_missing_subprocess(company)
            if missing[key]:
                notes[record.id] = self.env._(
                    "“%(process)s” did not start: it begins with the sub-process "
                    "“%(subprocess)s”, which has no active version. Activate one, then "
                    "start the process here.",
                    process=template.sudo().name,  # sudo: for the message
                    subprocess=missing[key].name,
                )
            else:
                startable[record] = template
        self._note_in_chatter(notes)
        return self._start_cases(startable, extra_by_record)

    @api.model
    def _note_in_chatter(self, text_by_id):
        if text_by_id:
            # sudo: whoever may create the record may leave this trace
            self.browse(text_by_id).sudo()._message_log_batch(text_by_id)

    def _choose_processes(self):
        """Return {record: template} for the records that a process fits."""
        templates = self.env["crm.process.template"]
        candidates = templates._get_candidates(self._name) if self else ()
        chosen = {}
        for record in self:
            features = record._get_process_features()
            if template := templates._choose_automatic(candidates, features):
                chosen[record] = template
        return chosen

    def _has_automatic_process(self):
        """Return whether any process starts by itself on this model."""
        return bool(self.env["crm.process.template"]._get_automatic(self._name))

    def _get_process_features(self):
        """Return what the record is, for the choice of its process."""
        self.ensure_one()
        return {
            "company": (self.company_id or self.env.company).id,
            "team": self.team_id.id,
        }

    # === ANOTHER PROCESS === #

    def _change_process(self, template, reason):
        """Let the record go on with another process; both cases tell of it.

        The new case starts first: the record is never without one, and the end of the
        old case is not the end of the deal.

        :return: the new case
        :raise UserError: when no reason is given or the template is not active
        """
        self.ensure_one()
        self.check_access("write")
        old = self._get_own_case()
        if not old:
            return self._process_start(template)
        if is_blank(reason):
            raise UserError(self.env._("Say why the process is changed."))
        version = template._get_active_version(old.company_id)
        self._check_is_made_for_it(version)
        new = self._start_cases({self: version}, {self: {"previous_case_id": old.id}})
        old._cancel(reason)
        return new.with_env(self.env)

    # === BEGINNING ANEW === #

    def _get_own_case(self):
        """Return the open case that was started on the record itself, if any."""
        self.ensure_one()
        case = self.sudo().case_id  # sudo: which case it is, is no secret
        return case if case._is_started_on(self) and case._is_open() else case.browse()

    def _reopen_cases(self, text):
        """Start a fresh case where the last one ended, for records that live again.

        Not `action_undo_move`: what ended days ago is history, and stays.
        """
        vals_list = []
        for record in self:
            last = record.sudo().case_id  # sudo: which case it is, is no secret
            version = last.template_id._find_active_version(last.company_id)
            if version:
                vals_list.append(record._prepare_reopened_values(last, version))
        cases = self._get_clean_cases()._create_placed(vals_list, text)
        return cases.with_env(self.env)

    def _prepare_reopened_values(self, last, version):
        """Return the values of the case that takes over from `last`."""
        self.ensure_one()
        left = self._get_stage_to_reopen(last)
        stage = version.stage_ids.filtered(lambda stage: stage.code == left.code)
        return self._prepare_case_values(version) | {
            "previous_case_id": last.id,
            "stage_id": (stage or version._get_start_stage()).id,
            "properties": last.properties,
        }

    def _get_stage_to_reopen(self, last):
        """Return the stage of the ended case `last` at which the record goes on."""
        self.ensure_one()
        return last._get_last_open_stage()

    def _cancel_cases_of_deleted(self, link, text):
        """Cut open cases off their record, which is about to go, and cancel them."""
        # sudo: whoever may delete the record ends its processes
        cases = self.sudo().with_context(active_test=False).case_ids
        open_cases = cases.filtered(lambda case: case._is_open())
        open_cases._check_holds_no_money()
        open_cases.write({link: False})
        for case in open_cases.filtered(lambda case: not case.parent_id):
            case._cancel(text)
