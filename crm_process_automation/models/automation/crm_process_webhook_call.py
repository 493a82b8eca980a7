import time

from odoo import api, models

from ...tools.call_signature import sign
from ...tools.webhook_address import pin, read_address
from ...tools.webhook_call import CallFailed, post


class CrmProcessWebhook(models.Model):
    """One attempt of a call, as the other system sees it.

    The name of its host is looked up anew each time, and the call goes to the number
    that was looked at. No redirect is followed.
    """

    _inherit = "crm.process.webhook"

    # === BUSINESS METHODS === #

    def _call(self):
        """Make the call, and return the answer. Nothing is written.

        :raise BadAddress: when the address is not to be called
        :raise CallFailed: when there is no answer
        """
        self.ensure_one()
        address = read_address(self.url, self._may_be_open())
        try:
            numbers = pin(address)
        except (OSError, UnicodeError) as error:
            words = self._in_words_of_head()
            raise CallFailed(words._explain_nowhere(address.host)) from error
        body = self.payload.encode()
        return post(address, numbers, body, self._prepare_headers(body))

    def _prepare_headers(self, body):
        """Return the headers. Signed is the moment, a full stop and the body."""
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "crm-process-automation",
            "Idempotency-Key": self.idempotency_key,
            "X-Process-Attempt": str(self.attempts),
        }
        secret = self.env["crm.process.webhook.host"]._get_secret(
            self.host, self.company_id
        )
        if secret:
            timestamp = str(int(time.time()))
            headers["X-Process-Timestamp"] = timestamp
            headers["X-Process-Signature"] = sign(secret, timestamp, body)
        return headers

    # === WORDS === #

    @api.model
    def _explain_nowhere(self, host):
        return self.env._(
            "The system “%s” cannot be found at this moment. Check its name in the "
            "address; if it is right, this mends itself.",
            host,
        )

    @api.model
    def _explain_address(self, error):
        """Return why an address is not called, as a sentence."""
        return getattr(self, f"_explain_{error.reason}_address")(**error.values)

    def _explain_empty_address(self):
        return self.env._("Give the address of the other system.")

    def _explain_long_address(self, most):
        return self.env._("The address is longer than %(most)s characters.", most=most)

    def _explain_characters_address(self):
        return self.env._(
            "The address has blanks or other characters that may not be in it."
        )

    def _explain_unreadable_address(self, text):
        return self.env._("“%(address)s” is not an address.", address=text)

    def _explain_scheme_address(self, text):
        return self.env._(
            "“%(address)s” does not begin with https://. Other systems are called by "
            "https only.",
            address=text,
        )

    def _explain_user_address(self):
        return self.env._("The address may not have a user or a password in it.")

    def _explain_port_address(self, port):
        return self.env._(
            "Port %(port)s is not called. Take the usual one, or one from 1024.",
            port=port,
        )

    def _explain_host_address(self, text):
        return self.env._("“%(host)s” is not the name of a system.", host=text)

    def _explain_inner_address(self, text):
        return self.env._(
            "“%(host)s” belongs to an inner network. Only systems out in the Internet "
            "are called.",
            host=text,
        )

    def _explain_leads_inside_address(self, text, number):
        return self.env._(
            "“%(host)s” leads to %(number)s, which belongs to an inner network. Only "
            "systems out in the Internet are called.",
            host=text,
            number=number,
        )
