import logging

from werkzeug.exceptions import RequestEntityTooLarge

from odoo import http
from odoo.http import request

from ..tools.call_event import BadEvent

_logger = logging.getLogger(__name__)

LARGEST = 16 * 1024  # bytes of a report


class CrmProcessCallController(http.Controller):
    """The door for telephone exchanges: nothing comes in that is not signed."""

    @http.route(
        "/crm_process/call/<string:source>",
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
    )
    def report_call(self, source, **_unused):
        """Keep a call that an exchange reports, as JSON in UTF-8.

        The body is an object with `call_id`, `from`, `to`, `direction` (in, out),
        `result` (answered, missed, refused), `started_at` (ISO 8601), and, where known,
        `duration` in seconds and the `extension` of the colleague. The headers are
        `Content-Type: application/json`, `X-Call-Token`, `X-Call-Timestamp` (seconds
        since 1970, not five minutes off) and `X-Call-Signature`: the HMAC-SHA256, with
        the secret of the source, of the timestamp, a full stop and the body.

        The first report with a result counts. The same call reported again is answered
        with the same `id` and changes nothing; one without a result, or that is still
        “ringing”, or is among colleagues, is answered with `ignored` and not kept.
        """
        try:
            body = self._read_body()
        except RequestEntityTooLarge:
            return self._answer(413, "The report is too large.")
        # sudo: the signature is what lets the report in
        sources = request.env["crm.process.call.source"].sudo()
        trusted = sources._find_trusted(source, request.httprequest.headers, body)
        if not trusted:
            return self._answer(401, "The report is not accepted.")
        try:
            answer = trusted._accept(body)
        except BadEvent as error:
            _logger.info("Call report of source %s cannot be read", trusted.id)
            return self._answer(400, str(error))
        return request.make_json_response(answer)

    def _read_body(self):
        """Return the bytes of the report, no more than are allowed."""
        incoming = request.httprequest
        if (incoming.content_length or 0) > LARGEST:
            raise RequestEntityTooLarge
        incoming.max_content_length = LARGEST
        return incoming.get_data()

    def _answer(self, status, sentence):
        return request.make_json_response({"error": sentence}, status=status)
