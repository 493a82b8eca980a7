from psycopg2 import Error as DatabaseError

from odoo import api, models
from odoo.exceptions import UserError

from ...tools import process_file
from .crm_process_file_reading import FileReading


class CrmProcessTemplate(models.Model):
    """A process that comes in a file becomes a draft, numbered next."""

    _inherit = "crm.process.template"

    # === BUSINESS METHODS === #

    @api.model
    def _import_file(self, content, company=None):
        """Return the draft that the file describes, and notes on how it was read.

        :param content: the bytes of the file
        :param company: whose process it becomes; None: of every company
        :return: the template, and [(kind, sentence), …]: made, mapped, missing, to mend
        :raise UserError: a sentence on what is wrong with the file; nothing is left
        """
        company = company or self.env["res.company"]
        try:
            data = process_file.load(content)
            process_file.check(data, *self._get_all_file_specs())
        except process_file.FileProblem as problem:
            explanation = self.env["crm.process.file"]._explain(problem)
            raise UserError(explanation) from problem
        try:
            with self.env.cr.savepoint():
                reading = FileReading(self, data, company)
                template = reading.make_draft().with_env(self.env)
                self.env.flush_all()
        except DatabaseError as error:
            message = self._explain_database_error(error)
            raise UserError(self._explain_refused_file(message)) from error
        except (ValueError, TypeError, KeyError, RecursionError, MemoryError) as error:
            raise UserError(self._explain_refused_file(str(error))) from error
        return template, [*reading.notes, *template._get_notes_to_mend()]

    def _explain_refused_file(self, message):
        return self.env._(
            "The file cannot be read as a process: %s Nothing was imported.",
            message.rstrip(".") + ".",
        )

    def _explain_database_error(self, error):
        """Return the sentence of the constraint that the file broke."""
        names = [self._name, *self._get_part_models()]
        broken = [n for n in names if self.env[n]._table == error.diag.table_name]
        return self.env[broken[0] if broken else self._name]._sql_error_to_message(
            error
        )

    @api.model
    def _get_all_file_specs(self):
        """Return the specifications of the process and of each kind of part."""
        return self._get_file_specs(), {
            model: self.env[model]._get_file_specs()
            for model in self._get_part_models()
        }

    def _get_notes_to_mend(self):
        # sudo: what is wrong counts, not whether the designer may see all of it
        return [("mend", problem) for problem in self.sudo()._get_map_problems()]
