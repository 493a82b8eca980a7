from odoo import api, models

from .spot import Spot
from .trial_result import Row

# What records of a kind tell of themselves when they are made, the kinds in this order.
DETAILS = {
    "crm.process.task": ("user_id", "deadline", "instruction"),
    "mail.activity": ("summary", "user_id", "date_deadline"),
    "crm.process.case": ("template_id", "stage_id", "user_id"),
    "crm.process.document": ("document_type", "number"),
    "ir.attachment": ("name",),
    "mail.message": ("subject", "body"),
    "mail.mail": ("email_to", "recipient_ids", "subject", "body_html"),
    "sms.sms": ("number", "body"),
    "crm.process.webhook": ("url",),
}
# What leaves the house.
LETTERS = frozenset({"mail.mail", "sms.sms", "crm.process.webhook"})
# Rows that Odoo and we keep for ourselves.
TECHNICAL = frozenset(
    {
        "base.automation",
        "bus.bus",
        "crm.process.run",
        "crm.process.scenario",
        "crm.process.timer",
        "ir.actions.server",
        "ir.cron",
        "ir.cron.trigger",
        "ir.sequence",
        "ir.sequence.date_range",
        "mail.followers",
        "mail.message.subtype",
        "mail.notification",
        "mail.push",
        "mail.tracking.value",
    }
)
UNTOLD = frozenset(
    {"id", "create_date", "create_uid", "write_date", "write_uid", "parent_path"}
    | {"date_automation_last", "date_last_stage_update", "sequence"}
)
UNTOLD_TYPES = frozenset(
    {"binary", "json", "serialized", "reference", "many2one_reference", "one2many"}
)
MOST = 300  # rows that are told


class CrmProcessTrialReader(models.AbstractModel):
    """Reads what a trial has written, and puts it into the words of the user."""

    _name = "crm.process.trial.reader"
    _description = "Rows of a Trial in Words"

    # === BUSINESS METHODS === #

    @api.model
    def _read_rows(self, written):
        """Return the `Row`s of {table: images}, those that are worth telling."""
        tables = self._get_tables()
        return [
            self._read_row(self.env[model].browse(image["id"]), image)
            for table, images in written.items()
            if (model := tables.get(table)) and model not in TECHNICAL
            for image in images[:MOST]
        ]

    @api.model
    def _read_row(self, record, image):
        if record._name in LETTERS:
            # sudo: what it would send is what whoever tries it is to judge
            record = record.sudo()
        if not record.has_access("read"):
            return Row(record, image, self.env._("closed to you"), {})
        return Row(record, image, record.display_name, self._say_fields(record))

    @api.model
    def _say_fields(self, record):
        """Return {key: (label, value in words)} of what the user may read."""
        words = {}
        for name in self._get_told_fields(record):
            for path in self._get_paths(record, name):
                # sudo: that the user may read it is asked
                spot = Spot(record.sudo(), path)
                said = self.env["crm.process.words"]._say(spot, spot.get_value())
                words[path] = (spot.labels[-1], said)
        return words

    @api.model
    def _get_told_fields(self, record):
        details = self._get_details().get(record._name, ())
        return [
            name
            for name, field in record._fields.items()
            if (field.store or name in details)
            and name not in UNTOLD
            and field.type not in UNTOLD_TYPES
            and record._has_field_access(field, "read")
        ]

    @api.model
    def _get_paths(self, record, name):
        """Return the field, or each of its properties."""
        if record._fields[name].type != "properties":
            return [name]
        properties = record.sudo().read([name], load=None)[0][name]  # sudo: as above
        return [f"{name}.{found['name']}" for found in properties or []]

    @api.model
    def _get_tables(self):
        """Return {table: model}."""
        return {
            model._table: name
            for name, model in self.env.registry.items()
            if model._auto and not model._abstract and not model._transient
        }

    @api.model
    def _get_link_fields(self):
        """Return {table: many-to-many field}."""
        return {
            field.relation: field
            for name, model in self.env.registry.items()
            if not model._abstract and name not in TECHNICAL
            for field in model._fields.values()
            if field.type == "many2many" and field.store
        }

    # === HOOKS === #

    @api.model
    def _get_details(self):
        """Return {model: fields that a new record tells}, the models in order."""
        return DETAILS
