from collections.abc import Set as AbstractSet

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..definition.constants import PROCESS_MANAGER

FEW = 1000


class CrmProcessAccessMixin(models.AbstractModel):
    """A row that is read and written by whoever may read and write its deal.

    Company rules are `ir.rule`s. Whether a user may read a deal depends on the rules
    and the code of the deal, which no rule of ours can repeat; so it is asked here, in
    the user's own environment: in `_search`, before limit and count, and with the same
    conditions in `_check_access`. A model says with the hooks below who its people are
    (they come in whatever else is closed to them), which links it follows, and what
    holds for a row without any link. Sudo passes.
    """

    _name = "crm.process.access.mixin"
    _description = "Access Through the Deal"

    # === CRUD METHODS === #

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain)
            domain &= self._get_access_domain("read", within=self._find_few(domain))
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return result
        rows = self - result[0] if result else self
        forbidden = rows - rows._filter_open_for(operation)
        if not forbidden:
            return result
        forbidden |= result[0] if result else forbidden
        return forbidden, lambda: forbidden._make_closed_error(operation)

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and self._get_guarded_links().intersection(vals):
            # Who ties a row to a deal lets it act there: that takes a right to it.
            self._check_links()
        return result

    # === HOOKS === #

    @api.model
    def _get_access_people(self):
        """Return the fields that name those who read and write the row in any case."""
        return []

    @api.model
    def _get_access_links(self):
        """Return the links that open the row to whoever may read what they lead to."""
        return ["lead_id", "order_id"]

    @api.model
    def _get_guarded_links(self):
        """Return the links that nobody sets who may not write what they lead to."""
        return set(self._get_access_links())

    @api.model
    def _get_bare_domain(self, operation, rows=None, within=None):
        """Return who may, when the row has no link at all."""
        return Domain("create_uid", "=", self.env.uid)

    @api.model
    def _get_manager_domain(self):
        """Return what a manager may, beyond the rest."""
        return Domain.FALSE

    def _needs_right_to(self, name):
        """Return whether the user himself has to have a right to the link `name`."""
        self.ensure_one()
        return bool(self[name])

    # === BUSINESS METHODS === #

    @api.model
    def _get_access_domain(self, operation, rows=None, within=None):
        """Return which rows the user may read (or write).

        :param rows: the rows in question; none: all of them, as a subquery
        :param within: a domain that holds for few rows only, to keep subqueries small
        """
        links = self._get_access_links()
        is_bare = Domain.AND([Domain(name, "=", False) for name in links])
        parts = [
            self._get_people_domain(),
            *(self._get_link_domain(name, operation, rows, within) for name in links),
            is_bare & self._get_bare_domain(operation, rows, within),
        ]
        if self._is_manager() and not all(map(self._is_open_by_company, links)):
            parts.append(self._get_manager_domain())
        return Domain.OR(parts)

    @api.model
    def _get_people_domain(self):
        return Domain.OR(
            [Domain(name, "=", self.env.uid) for name in self._get_access_people()]
        )

    @api.model
    def _get_link_domain(self, name, operation, rows=None, within=None):
        """Return the rows whose link `name` the user may read (or write)."""
        linked = self.env[self._fields[name].comodel_name]
        operation = "read" if operation == "read" else "write"
        if not linked.has_access(operation):
            return Domain.FALSE
        is_linked = Domain(name, "!=", False)
        if rows is not None:
            # sudo: the link is read, whether it may be followed is asked
            linked = rows.sudo()[name].with_env(self.env)._filtered_access(operation)
            return Domain(name, "in", linked.ids)
        if self._is_open_by_company(name):
            return is_linked
        return is_linked & Domain(name, "any", self._narrow(name, within))

    @api.model
    def _is_open_by_company(self, name):
        """Return whether only the company keeps the user from what `name` leads to.

        The row lies in the company of what it is linked to, and its own rule asks for
        that already: whoever may read all deals pays for no subquery.
        """
        linked = self.env[self._fields[name].comodel_name]
        if type(linked)._search is not models.BaseModel._search:
            return False
        rule = self.env["ir.rule"]._compute_domain(linked._name, "read")
        names = {condition.field_expr for condition in rule.iter_conditions()}
        is_company = names <= {"company_id"} <= self._fields.keys()
        return linked.has_access("read") and is_company and not rule.is_false()

    # === FEW ROWS === #

    @api.model
    def _find_few(self, domain):
        """Return `domain` when it asks for rows by id or by one link, as a form does.

        Then it is not worth while to gather all the deals that the user may read.
        """
        conditions = list(domain.iter_conditions())
        if len(conditions) != 1 or conditions[0] is not domain:
            return None
        field = self._fields.get(domain.field_expr)
        is_found_by_index = field and (
            field.name == "id" or (field.type == "many2one" and field.index)
        )
        is_list = isinstance(domain.value, list | tuple | AbstractSet)
        is_few = domain.operator == "in" and is_list and len(domain.value) <= FEW
        return domain if is_found_by_index and is_few else None

    @api.model
    def _narrow(self, name, within):
        """Return the domain of those that the rows `within` are linked to by `name`."""
        if within is None:
            return Domain.TRUE
        # sudo: only narrows what is then asked with the user's own rights
        rows = self.sudo().with_context(active_test=False)
        query = rows._search(within)
        column = rows._field_to_sql(rows._table, name, query)
        return Domain("id", "in", query.subselect(column))

    # === CHECKS === #

    def _filter_open_for(self, operation):
        """Return the rows of `self` that the user may read, write, create or delete."""
        if operation == "create":
            return self._filter_well_linked()
        # sudo: the conditions are asked of rows that the user may not read
        rows = self.sudo().with_context(active_test=False)
        open_rows = rows.filtered_domain(self._get_people_domain())
        if rest := rows - open_rows:
            domain = self._get_access_domain(operation, rows=rest)
            open_rows |= rest.filtered_domain(domain)
        return self.browse(open_rows.ids)

    def _filter_well_linked(self):
        """Return the rows all of whose links the user may write."""
        rows = self.sudo()  # sudo: what the links lead to is asked for below
        for name in sorted(self._get_guarded_links()):
            asking = rows.filtered(lambda row, name=name: row._needs_right_to(name))
            linked = asking[name].with_env(self.env)
            allowed = linked._filtered_access("write").ids
            rows -= asking.filtered(
                lambda row, name=name, allowed=allowed: row[name].id not in allowed
            )
        return self.browse(rows.ids)

    def _check_links(self):
        if forbidden := self - self._filter_well_linked():
            raise forbidden._make_closed_error("write")

    def _make_closed_error(self, operation):
        """Return an error that does not give away what the user may not read."""
        verbs = {
            "read": self.env._("read"),
            "write": self.env._("change"),
            "create": self.env._("create"),
            "unlink": self.env._("delete"),
        }
        return AccessError(
            self.env._(
                "You may not %(verb)s this record (%(model)s, %(ids)s): it belongs to "
                "a deal, an order or a client that is closed to you. Ask whoever is "
                "responsible for it, or a manager.",
                verb=verbs[operation],
                model=self.env["ir.model"]._get(self._name).name,
                ids=", ".join(map(str, self.ids[:6])),
            )
        )

    @api.model
    def _is_manager(self):
        return self.env.user.has_group(PROCESS_MANAGER)

    @api.model
    def _get_own_teams(self):
        """Return a query of the sales teams that the user leads or belongs to."""
        # sudo: who is in which team is no secret, and no CRM right is needed to be
        teams = self.env["crm.team"].sudo()
        domain = Domain("user_id", "=", self.env.uid)
        domain |= Domain("member_ids", "in", self.env.uid)
        return teams._search(domain, active_test=False)
