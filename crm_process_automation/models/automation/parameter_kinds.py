"""What a parameter of a scenario may open a window onto, and by which kind of value."""

# {type of the field: kind of the parameter}
KIND_BY_TYPE = {
    "char": "char",
    "text": "text",
    "html": "html",
    "integer": "integer",
    "float": "float",
    "monetary": "float",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
    "selection": "selection",
    "reference": "reference",
    "many2one_reference": "reference",
    "one2many": "details",
    "many2many": "details",
}
# {model that the field leads to: kind}; any other model is a reference
KIND_BY_COMODEL = {
    "ir.model.fields.selection": "selection",
    "res.users": "user",
    "crm.process.template": "process",
    "crm.process.stage": "stage",
    "crm.process.assignment": "assignment",
    "mail.template": "mail_template",
    "product.product": "product",
}
# {kind: field of the parameter that holds the value}
VALUE_FIELDS = {
    "char": "value_char",
    "text": "value_text",
    "html": "value_html",
    "integer": "value_integer",
    "float": "value_float",
    "boolean": "value_boolean",
    "date": "value_date",
    "datetime": "value_datetime",
    "selection": "value_selection_id",
    "domain": "value_domain",
    "reference": "value_reference",
    "user": "value_user_id",
    "process": "value_process_id",
    "stage": "value_stage_id",
    "assignment": "value_assignment_id",
    "mail_template": "value_mail_template_id",
    "product": "value_product_id",
}

# Fields of a rule that may be set up.
RULE_FIELDS = {
    "filter_domain",
    "filter_pre_domain",
    "trg_date_range",
    "trg_date_range_type",
    "trg_date_range_mode",
    "trg_date_calendar_id",
    "trg_selection_field_id",
    "trg_field_ref",
}
# Fields of Odoo's own actions that may be set up; of ours all but their codes.
ACTION_FIELDS = {
    "value",
    "html_value",
    "resource_ref",
    "selection_value",
    "update_boolean_value",
    "template_id",
    "sms_template_id",
    "sms_method",
    "mail_post_method",
    "partner_ids",
    "activity_type_id",
    "activity_summary",
    "activity_note",
    "activity_date_deadline_range",
    "activity_date_deadline_range_type",
    "activity_user_id",
    "webhook_url",
}


def is_open(is_rule, name):
    """Return whether a parameter may be a window onto the field `name`.

    >>> is_open(False, "code"), is_open(False, "group_ids"), is_open(True, "model_id")
    (False, False, False)
    >>> is_open(False, "process_delay"), is_open(False, "process_stage_code")
    (True, False)
    """
    if is_rule:
        return name in RULE_FIELDS
    ours = name.startswith("process_") and not name.endswith("_code")
    return ours or name in ACTION_FIELDS


def get_kind(name, field_type, comodel):
    """Return the kind of the parameter that is a window onto such a field.

    >>> get_kind("process_delay", "float", None)
    'float'
    >>> get_kind("process_user_id", "many2one", "res.users")
    'user'
    >>> get_kind("process_goal_domain", "char", None)
    'domain'
    """
    if name.endswith("domain"):
        return "domain"
    if field_type == "many2one":
        return KIND_BY_COMODEL.get(comodel, "reference")
    return KIND_BY_TYPE[field_type]
