from odoo import fields, models
from odoo.exceptions import UserError

KIND = "process_start"
PARTNER = "res.partner"


class IrActionsServer(models.Model):
    """Start a process: on a deal or an order, or a bare one about a client.

    Where one runs, nothing happens: a record goes through one process at a time.
    """

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[(KIND, "Start a Process"), ("code",)], ondelete={KIND: "cascade"}
    )

    # === SETTINGS === #

    def _get_models_process_start(self):
        return self._get_process_models() | {PARTNER}

    def _get_name_process_start(self):
        return self.env._("Start “%s”", self._get_process_name() or "…")

    def _get_problems_process_start(self):
        if not self.process_template_code:
            return [self.env._("Choose the process to start.")]
        if problems := self._get_target_problems():
            return problems
        process = self._find_process(self.env.company)
        host = "none" if self.model_id.model == PARTNER else self.model_id.model
        if process.host_model == host:
            return []
        return [
            self.env._(
                "“%(process)s” is not made for “%(model)s”. Choose another process.",
                process=process.display_name,
                model=self.model_id.name,
            )
        ]

    # === RUNNING === #

    def _run_action_process_start_multi(self, eval_context=None):
        records = self._get_records(eval_context)
        records.check_access("write")
        free = self._filter_free(records)
        for company, group in free.grouped(self._find_company).items():
            process = self._get_process_that_starts(company)
            cases = self._start_on(group, process)
            for record, case in zip(group, cases, strict=True):
                self._note_effect(
                    record,
                    self.env._("Started “%s”", case.template_id.display_name),
                    made=case,
                )

    def _get_process_that_starts(self, company):
        # sudo: settings of actions are for administrators
        process = self.sudo()._get_process(company)
        if missing := process._find_missing_subprocess(company):
            raise UserError(
                self.env._(
                    "“%(process)s” cannot start: it begins with the sub-process "
                    "“%(subprocess)s”, which has no active version. Activate one.",
                    process=process.name,
                    subprocess=missing.name,
                )
            )
        return process

    def _filter_free(self, records):
        """Return the records without a running process; the rest is told of."""
        running = self._find_running(records)
        for record in records:
            if case := running.get(record):
                self._note_skip(
                    record,
                    self.env._(
                        "“%(record)s” goes through “%(process)s” already.",
                        record=record.display_name,
                        process=case.sudo().template_id.name,  # sudo: for the message
                    ),
                )
        return records.filtered(lambda record: record not in running)

    def _find_running(self, records):
        """Return {record: its running case}; of a client, one of this process."""
        if records._name != PARTNER:
            cases = {record: self._find_open_case(record) for record in records}
            return {record: case for record, case in cases.items() if case}
        # sudo: whether one runs, not what it is about
        cases = records.env["crm.process.case"].sudo()
        code = self.sudo().process_template_code  # sudo: a setting
        found = cases.search(
            [
                ("partner_id", "in", records.ids),
                ("template_code", "=", code),
                ("state", "in", ("running", "waiting", "paused")),
                ("parent_id", "=", False),
            ]
        )
        return {case.partner_id.with_env(records.env): case for case in found}

    def _start_on(self, records, process):
        """Start a case for each record and return them in the order of the records."""
        if records._name != PARTNER:
            process_by_record = dict.fromkeys(records, process)
            return records._start_cases(process_by_record).with_env(records.env)
        return records.env["crm.process.case"].create(
            [self._prepare_client_case(record, process) for record in records]
        )

    def _prepare_client_case(self, client, process):
        """Return the values of a bare case about a client, for who looks after him."""
        company = self._find_company(client)
        user = client.user_id
        if not user or company not in user.sudo().company_ids:  # sudo: works where
            user = client.env.user
        return {
            "name": f"{process.name}: {client.display_name}",
            "template_id": process.id,
            "partner_id": client.id,
            "user_id": user.id,
            "company_id": company.id,
        }
