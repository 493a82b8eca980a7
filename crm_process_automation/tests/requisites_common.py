from copy import deepcopy

from odoo.fields import Command

from .common import ProcessCase

IBAN = "UA223052990000026001234567890"
OTHER_IBAN = "UA213223130000026007233566001"


class RequisitesCase(ProcessCase):
    """A Ukrainian company that pays VAT, its client, and data of papers for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ukraine = cls.env.ref("base.ua")
        cls.hryvnia = cls.env.ref("base.UAH")
        cls.hryvnia.active = True
        cls.firm = cls._create_party(
            "ТОВ «Свято»",
            is_company=True,
            process_full_name="Товариство з обмеженою відповідальністю «Свято»",
            company_registry="31935815",
            vat="319358126557",
            process_is_vat_payer=True,
            process_tax_status="general",
            process_signatory="Коваль Марія Іванівна",
            process_signatory_genitive="Коваль Марії Іванівни",
            process_position="Директор",
            process_position_genitive="директора",
            process_basis="Статуту",
            process_gender="f",
            process_iban=IBAN,
            process_bank_name="ПриватБанк",
        )
        cls.client = cls._create_party(
            "ТОВ «Соняшник»",
            is_company=True,
            company_registry="45074018",
            process_signatory="Бойко Петро Олегович",
            process_signatory_genitive="Бойка Петра Олеговича",
            process_position="Директор",
            process_position_genitive="директора",
            process_basis="Статуту",
            process_gender="m",
        )
        cls.sole = cls._create_party(
            "Іваненко Іван Петрович",
            process_is_sole=True,
            company_registry="3652504575",
            process_basis="запису в ЄДР № 5 від 12.01.2026",
        )
        cls.papers = cls.env["crm.process.document"]

    @classmethod
    def _create_party(cls, name, **values):
        return cls.env["res.partner"].create(
            {
                "name": name,
                "country_id": cls.ukraine.id,
                "zip": "01001",
                "city": "м. Київ",
                "street": "вул. Хрещатик, 1",
                **values,
            }
        )

    @classmethod
    def _add_account(cls, partner, number, **values):
        partner.bank_ids = [Command.create({"acc_number": number, **values})]

    # === SNAPSHOTS === #

    def _take(self, document_type, customer=None, **values):
        """Return what a faultless paper over 1,200.00 UAH is made from."""
        return {
            "type": document_type,
            "number": "17",
            "date": "2026-12-12",
            "valid_until": "2026-12-15",
            "lang": "uk_UA",
            "supplier": self.firm._get_requisites("uk_UA"),
            "customer": (customer or self.client)._get_requisites("uk_UA"),
            "basis": {"contract_number": "5", "contract_date": "2026-12-01"},
            "currency": {"name": "UAH", "symbol": "₴", "decimals": 2},
            "lines": [
                {"no": 1, "kind": "section", "text": "Зал"},
                self._take_line(2, "600.00", "120.00", "720.00"),
                self._take_line(3, "400.00", "80.00", "480.00"),
            ],
            "taxes": [{"text": "ПДВ 20 %", "base": "1000.00", "amount": "200.00"}],
            "totals": {"untaxed": "1000.00", "tax": "200.00", "total": "1200.00"},
            "payments": [],
            "minutes": {"participants": [{"name": "П"}], "decisions": [{"text": "Р"}]},
            "questions": [{"text": "Чи все сподобалося?"}],
            **values,
        }

    def _take_line(self, number, untaxed, tax, total):
        return {
            "no": number,
            "kind": "line",
            "text": "Оренда зали на 12 грудня 2026 р.",
            "unit": "год",
            "quantity": "1.00",
            "price": untaxed,
            "untaxed": untaxed,
            "tax": tax,
            "total": total,
        }

    def _change(self, snapshot, path, value):
        """Return the snapshot with one value changed; path: such as lines.1.unit."""
        changed = deepcopy(snapshot)
        *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        place = changed
        for key in way:
            place = place[key]
        place[last] = value
        return changed

    # === ASSERTIONS === #

    def assertStopped(self, snapshot, *sentences):
        """The paper is stopped for exactly these reasons (regexes, in their order)."""
        self._assert_sentences(self.papers._find_problems(snapshot), sentences)

    def assertWarned(self, snapshot, *sentences):
        """The paper bears exactly these warnings (regexes, in their order)."""
        self._assert_sentences(self.papers._find_warnings(snapshot), sentences)

    def _assert_sentences(self, found, wanted):
        self.assertEqual(len(found), len(wanted), found)
        for sentence, pattern in zip(found, wanted, strict=True):
            self.assertRegex(sentence, pattern)
