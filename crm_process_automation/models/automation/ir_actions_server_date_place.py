from datetime import datetime, time

from odoo import models

from ...tools.local_time import to_day, to_moment

MORNING = time(9)  # when nobody has said an hour


class IrActionsServer(models.Model):
    """Where an action reads and writes a date: in a field, or in a process detail."""

    _inherit = "ir.actions.server"

    # === BUSINESS METHODS === #

    def _read_place(self, place, record):
        """Return (the date or moment, what it is called, why there is none).

        :param place: `date` or `source`
        """
        self.ensure_one()
        if field := self[f"process_{place}_field_id"]:
            value, label = record[field.name], field.field_description
        else:
            code = self[f"process_{place}_property"]
            definition = self._find_property(record, code)
            if not definition:
                return None, code, self._explain_no_property(record, code)
            case = self._find_case(record)
            value = case._parse_property_date(case._get_property(code))
            label = definition.get("string") or code
        missing = self.env._("“%(date)s” of “%(record)s” is not filled in")
        reason = missing % {"date": label, "record": record.display_name}
        return value or None, label, "" if value else reason

    def _write_date(self, record, value):
        """Write the date. Return whether that changes anything.

        :param value: a day or a moment; it becomes what the place holds
        """
        self.ensure_one()
        if field := self.process_date_field_id:
            value = self._convert_date(value, field.ttype, record)
            if record[field.name] == value:
                return False
            record.write({field.name: value})
            return True
        code, case = self.process_date_property, self._find_case(record)
        kind = self._find_property(record, code)["type"]
        value = self._convert_date(value, kind, record)
        if case._parse_property_date(case._get_property(code)) == value:
            return False
        case._set_property(code, value)
        return True

    def _convert_date(self, value, kind, record):
        """Return `value` as a day or as a moment, on the clock of who answers."""
        zone = self._get_zone_of(record)
        is_moment = isinstance(value, datetime)
        if kind == "date":
            return to_day(value, zone) if is_moment else value
        return value if is_moment else to_moment(value, MORNING, zone)

    def _get_zone_of(self, record):
        clock = self.env["crm.process.clock"]._wind()
        company = self._find_company(record)
        return clock._get_zone(self._find_responsible(record), company)

    # === PROCESS DETAILS === #

    def _find_property(self, record, code):
        """Return the definition of the date `code` in the process of the record."""
        case = self._find_case(record)
        # sudo: what a process asks for is no secret
        definition = case.sudo().template_id.case_properties_definition or []
        for row in definition:
            if row["name"] == code and row["type"] in ("date", "datetime"):
                return row
        return None

    def _explain_no_property(self, record, code):
        case = self._find_case(record)
        if not case:
            return self.env._(
                "“%(record)s” goes through no process, so it has no “%(code)s”",
                record=record.display_name,
                code=code,
            )
        return self.env._(
            "the process “%(process)s” asks for no date “%(code)s”",
            process=case.sudo().template_id.display_name,  # sudo: its name
            code=code,
        )
