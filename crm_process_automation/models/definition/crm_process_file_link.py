from odoo import api, models

# Their ids mean nothing in another database, although they look like names.
PRIVATE_MODULES = ("__export__", "__import__", "__custom__")


class CrmProcessFileLink(models.AbstractModel):
    """How the file of a process names what belongs to the database around it.

    A person by the login, a process by its code, all else by its external id and name.
    A new kind brings `_name_<model>` and `_find_<model>`, with underscores;
    `_choose_<model>` where several may be meant.
    """

    _name = "crm.process.file.link"
    _description = "Link in the File of a Process"

    # === OUT === #

    @api.model
    def _name_record(self, record):
        """Return what the file says of `record`, a dict of texts; empty of nothing."""
        if not record:
            return {}
        # sudo: groups and people are named, not read
        record = record.sudo().with_context(lang="en_US", active_test=False)
        name = getattr(self, f"_name_{record._table}", self._name_any)
        return {key: text for key, text in name(record).items() if text}

    def _name_any(self, record):
        xml_id = record.get_external_id()[record.id]
        if xml_id.startswith(PRIVATE_MODULES):
            xml_id = ""
        return {"xml_id": xml_id, "name": record[record._rec_name or "display_name"]}

    def _name_res_users(self, record):
        return {"login": record.login, "name": record.name}

    def _name_crm_process_template(self, record):
        return {"code": record.code, "name": record.name}

    @api.model
    def _name_property(self, definition):
        """Return a property without what only its own database knows."""
        is_link = definition["type"] in ("many2one", "many2many")
        return {
            key: value
            for key, value in definition.items()
            if value not in (None, False, []) and not (key == "default" and is_link)
        }

    # === IN === #

    @api.model
    def _find_record(self, model, link, company):
        """Return what `link` means here, for a process of `company`; else nothing."""
        records = self.env[model].with_context(lang="en_US", active_test=True)
        # sudo: groups and people are found by name; nothing else of them is told
        find = getattr(self, f"_find_{records._table}", self._find_any)
        found = find(records.sudo(), link).filtered(
            lambda record: self._may_link(record, company)
        )
        if choose := getattr(self, f"_choose_{records._table}", None):
            found = choose(found)
        return found.with_env(self.env) if len(found) == 1 else records.browse()

    def _find_any(self, records, link):
        known = link.get("xml_id") and self.env.ref(
            link["xml_id"], raise_if_not_found=False
        )
        if known and known._name == records._name:
            return records.browse(known.id).exists()
        name, field = link.get("name"), records._rec_name
        return records.search([(field, "=", name)]) if name and field else records

    def _find_res_users(self, records, link):
        return records.search(
            [("login", "=", link.get("login", "")), ("share", "=", False)]
        )

    def _find_crm_process_template(self, records, link):
        return records.search([("code", "=", link.get("code", ""))])

    def _choose_crm_process_template(self, found):
        """Of several versions, the one that counts."""
        return found.sorted(lambda t: (t.state != "active", -t.version))[:1]

    def _may_link(self, record, company):
        """Return whether a process of `company` may point at `record`."""
        if "active" in record._fields and not record.active:
            return False
        if record._name == "res.users":
            return not company or company in record.company_ids
        own = record.company_id if "company_id" in record._fields else company
        return not own or own == company
